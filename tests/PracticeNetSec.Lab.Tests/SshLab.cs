// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>An SSH server whose subsystem is PowerShell, in a namespace of its own, and an inventory of loopback addresses.</summary>
public sealed class SshLab : IAsyncLifetime
{
    private const string Script = "ssh.sh";

    private string _key = "";

    public string Folder { get; } = Directory.CreateTempSubdirectory("pns-ssh").FullName;

    public async Task InitializeAsync()
    {
        await LabProcess.LabAsync([Script, "up", Pwsh.ModulePath, "dotnet", Pwsh.Assembly]);
        _key = (await LabProcess.LabAsync(Script, "key")).Trim();
    }

    public async Task DisposeAsync()
    {
        await LabProcess.LabAsync(Script, "down");
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Runs a script beside the server. <c>Open-Session</c> opens a remote session over SSH; <c>$folder</c> is <see cref="Folder"/>.</summary>
    /// <remarks>
    /// Where the server's process is killed, PowerShell 7.6 at times closes a pipe that is already broken, on a thread of its own, and ends
    /// itself. The script then runs again, once.
    /// </remarks>
    internal async Task<ProcessResult> RunAsync(string script)
    {
        ProcessResult run = await RunOnceAsync(script);
        run = run.ExitCode != 0 && run.Error.Contains("SSHClientSessionTransportManager.CloseConnection", StringComparison.Ordinal) ? await RunOnceAsync(script) : run;
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        return run;
    }

    private Task<ProcessResult> RunOnceAsync(string script) => LabProcess.PwshThroughAsync([Script, "exec"], $$"""
            $folder = '{{Folder}}'
            function Open-Session {
                New-PSSession -HostName 127.0.0.1 -UserName root -KeyFilePath '{{_key}}' -Options @{ StrictHostKeyChecking = 'no'; UserKnownHostsFile = '/dev/null'; LogLevel = 'ERROR' }
            }
            {{script}}
            """);

    /// <summary>Writes an inventory of so many practices at 127.0.0.1, 127.0.0.2 and so on, and returns its path.</summary>
    internal string Inventory(int count)
    {
        string path = Path.Combine(Folder, $"practices-{count}.csv");
        File.WriteAllText(path, "PracticeId;WanAddress;AuthorizedBy\n");
        for (int number = 1; number <= count; number++)
        {
            File.AppendAllText(path, $"P{number};127.0.0.{number};Dr. Muster\n");
        }

        return path;
    }
}
