// SPDX-License-Identifier: MIT
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>Lets a class change the router's SNMP agent: behind it, the usual agent is back.</summary>
public sealed class SnmpAgentQuirks : IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => CelleLab.AgentAsync("bintec");
}
