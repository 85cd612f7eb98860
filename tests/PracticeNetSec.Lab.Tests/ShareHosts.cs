// SPDX-License-Identifier: MIT
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>Many file servers; each test raises as many as it needs.</summary>
public sealed class ShareHosts : IAsyncLifetime
{
    private const string Script = "share-hosts.sh";

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task DisposeAsync() => LabProcess.LabAsync(Script, "down");

    /// <param name="count">How many addresses.</param>
    /// <param name="percent">How many in a hundred answer; the others drop every packet.</param>
    public static Task UpAsync(int count, int percent) => LabProcess.LabAsync(Script, "up", $"{count}", $"{percent}");

    /// <summary>All addresses, a line each.</summary>
    public static Task<string> ListAsync() => LabProcess.LabAsync(Script, "list");

    /// <summary>Runs a command where the servers can be asked from.</summary>
    public static Task<string> ExecAsync(params string[] command) => LabProcess.LabAsync([Script, "exec", .. command]);
}

/// <summary>By itself: nothing else shall be measured with it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ShareHostsNetwork : ICollectionFixture<ShareHosts>
{
    public const string Name = "Share hosts";
}
