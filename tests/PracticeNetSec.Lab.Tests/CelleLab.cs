// SPDX-License-Identifier: MIT
using System.Management.Automation;
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>The Celle network, raised once for all its tests. They run one after the other: there is one lab a machine.</summary>
public sealed class CelleLab : IAsyncLifetime
{
    public Task InitializeAsync() => LabProcess.LabAsync("celle.sh", "up", "fault");

    public Task DisposeAsync() => LabProcess.LabAsync("celle.sh", "down");

    /// <summary>Switches the stage: fault, first-update or patched.</summary>
    public static Task StageAsync(string stage) => LabProcess.LabAsync("celle.sh", "stage", stage);

    /// <summary>A hash over names, rights, times and contents of everything behind Samba.</summary>
    public static Task<string> SnapshotAsync() => LabProcess.LabAsync("celle.sh", "snapshot");

    /// <summary>Lines of Samba's full_audit log that are, or may be, a change. Empty is the proof.</summary>
    public static Task<string> AuditedWritesAsync() => LabProcess.LabAsync("celle.sh", "audit", "writes");

    /// <summary>Lines of Samba's full_audit log that read a file's contents.</summary>
    public static Task<string> AuditedReadsAsync() => LabProcess.LabAsync("celle.sh", "audit", "reads");

    /// <summary>Another SNMP agent on the router: see tests/lab/lib/agent.sh.</summary>
    public static Task AgentAsync(string kind) => LabProcess.LabAsync("celle.sh", "agent", kind);

    /// <summary>Runs a pipeline at a place of the lab and brings its objects back as Export-Clixml would.</summary>
    public static Task<PSObject[]> InvokeAsync(string place, string pipeline) => Saved.InvokeAsync(["celle.sh", "exec", place], pipeline);
}

[CollectionDefinition(Name)]
public sealed class CelleNetwork : ICollectionFixture<CelleLab>
{
    public const string Name = "Celle";
}
