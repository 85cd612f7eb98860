// SPDX-License-Identifier: MIT
using System.Management.Automation;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>A router with Debian's miniupnpd, mappings that upnpc made, and a TR-064 endpoint.</summary>
public sealed class IgdLab : IAsyncLifetime
{
    public const string Router = "192.168.3.1";
    public const string Wan = "11.0.0.1";

    private static readonly string[] Client = ["igd.sh", "exec"];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => LabProcess.LabAsync("igd.sh", "down");

    /// <param name="version">1 for IGD:1, 2 for IGD:2.</param>
    public static Task UpAsync(int version) => LabProcess.LabAsync("igd.sh", "up", version.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The same with another address outside.</summary>
    public static Task UpAsync(int version, string wan) => LabProcess.LabAsync("igd.sh", "up", version.ToString(System.Globalization.CultureInfo.InvariantCulture), "wan", wan);

    /// <summary>The rules that miniupnpd made in the kernel, and its own list of them.</summary>
    public static Task<string> MappingsAsync() => LabProcess.LabAsync("igd.sh", "mappings");

    /// <summary>Runs a pipeline at a client inside.</summary>
    public static Task<PSObject[]> InvokeAsync(string pipeline) => Saved.InvokeAsync(Client, pipeline);

    /// <summary>Runs a script at a client inside and gives all that it printed.</summary>
    internal static Task<ProcessResult> PwshAsync(string script) => LabProcess.PwshThroughAsync(Client, script);
}

/// <summary>By itself, behind the tests that may run side by side: miniupnpd answers late on a busy machine, and then there is no UPnP.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class IgdNetwork : ICollectionFixture<IgdLab>
{
    public const string Name = "IGD";
}
