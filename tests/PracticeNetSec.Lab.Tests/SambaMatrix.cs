// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>
/// Some two dozen real Samba servers, examined by the shipped module at every depth; then smbclient finds out on
/// their copies what is true.
/// </summary>
public sealed class SambaMatrix : IAsyncLifetime
{
    private const string Script = "samba-matrix.sh";

    // The lab's own user (tests/lab/lib/smb_server.sh); the password protects made-up files.
    private const string Examination = """
        $account = [pscredential]::new('mfa', (ConvertTo-SecureString 'Labor-2019-Celle' -AsPlainText -Force))
        # Patient, for a busy machine: here no answer may be missed.
        $asked = @{ ShareName = @(UNLISTED); Credential = $account; ProbeDialect = (DEPTH -eq 1); Depth = DEPTH; TimeoutSeconds = 30 }
        $found = @(@(PLAIN) | Test-ShareReachability @asked) + @(ODD | ForEach-Object { Test-ShareReachability $_[0] -Port $_[1] @asked })
        [System.Management.Automation.PSSerializer]::Serialize($found, 8)
        """;

    // All at once, with a password that none of them takes.
    private const string WrongExamination = """
        $account = [pscredential]::new('mfa', (ConvertTo-SecureString 'ganz-falsch-4711' -AsPlainText -Force))
        $found = @(PLAIN) | Test-ShareReachability -Credential $account -TimeoutSeconds 30 -WarningAction SilentlyContinue
        [System.Management.Automation.PSSerializer]::Serialize($found, 8)
        """;

    /// <summary>What is true, by the name of the cell.</summary>
    public IReadOnlyDictionary<string, SambaBaseline> Truth { get; private set; } = new Dictionary<string, SambaBaseline>();

    /// <summary>What the module found one level of folders deep, which is the default, by the cell's address.</summary>
    public IReadOnlyDictionary<string, PSObject> Found => Deep[1];

    /// <summary>What it found by the levels of folders it was told to sample.</summary>
    public IReadOnlyDictionary<int, IReadOnlyDictionary<string, PSObject>> Deep { get; private set; } = new Dictionary<int, IReadOnlyDictionary<string, PSObject>>();

    /// <summary>What it found at all servers together with an account whose password is wrong.</summary>
    public IReadOnlyList<PSObject> WithWrongPassword { get; private set; } = [];

    /// <summary>Each cell with the hash of its tree, before the examination and after.</summary>
    public (string Before, string After) Trees { get; private set; }

    /// <summary>Lines of the cells' audit logs after the examination: all, and those that were, or asked for, a change or a file's data.</summary>
    public (string All, string Writes, string Reads) Audit { get; private set; }

    /// <summary>Lines of the copies' audit logs that smbclient's writing left.</summary>
    public string AuditedWritesToCopies { get; private set; } = "";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await LabProcess.LabAsync(Script, "up");
        string before = await LabProcess.LabAsync(Script, "snapshot");
        Dictionary<int, IReadOnlyDictionary<string, PSObject>> deep = new();
        foreach (int depth in new[] { 1, 2, 3 })
        {
            deep.Add(depth, (await ExamineAsync(Examination, depth)).ToDictionary(host => host.Text("ComputerName")));
        }

        Deep = deep;
        WithWrongPassword = await ExamineAsync(WrongExamination, 1);
        Trees = (before, await LabProcess.LabAsync(Script, "snapshot"));
        Audit = (await AuditAsync("all"), await AuditAsync("writes"), await AuditAsync("reads"));
        Truth = SambaBaseline.Read(await LabProcess.LabAsync(Script, "truth")).ToDictionary(cell => cell.Name);
        AuditedWritesToCopies = await AuditAsync("writes", "copies");
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => LabProcess.LabAsync(Script, "down");

    private static Task<string> AuditAsync(params string[] words) => LabProcess.LabAsync([Script, "audit", .. words]);

    private static async Task<PSObject[]> ExamineAsync(string examination, int depth)
    {
        // name, address, address of the copy, port, unlisted shares
        string[][] cells = (await LabProcess.LabAsync(Script, "list"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToArray();
        string script = examination
            .Replace("DEPTH", $"{depth}", StringComparison.Ordinal)
            .Replace("UNLISTED", string.Join(',', cells.SelectMany(cell => cell[4..]).Distinct().Select(name => $"'{name}'")), StringComparison.Ordinal)
            .Replace("PLAIN", string.Join(',', cells.Where(cell => cell[3] == "445").Select(cell => $"'{cell[1]}'")), StringComparison.Ordinal)
            .Replace("ODD", string.Join(',', cells.Where(cell => cell[3] != "445").Select(cell => $"('{cell[1]}',{cell[3]})")), StringComparison.Ordinal);
        string output = await LabProcess.LabAsync([Script, "exec", .. Pwsh.CommandLine("-Command", script)]);
        object whole = PSSerializer.Deserialize(output[output.IndexOf('<', StringComparison.Ordinal)..]);
        return LanguagePrimitives.GetEnumerable(whole).Cast<object>().Select(PSObject.AsPSObject).ToArray();
    }
}

/// <summary>One after the other: there is one such lab.</summary>
[CollectionDefinition(Name)]
public sealed class SambaMatrixNetwork : ICollectionFixture<SambaMatrix>
{
    public const string Name = "Samba matrix";
}
