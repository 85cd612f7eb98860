// SPDX-License-Identifier: MIT
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>Takes away what a measurement raised, also where it failed.</summary>
public sealed class FigureLab : IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await LabProcess.LabAsync("celle.sh", "down");
        await LabProcess.LabAsync("many-routers.sh", "down");
    }
}

/// <summary>By itself, behind the tests that may run side by side: nothing else shall be measured with it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FigureNetworks : ICollectionFixture<FigureLab>
{
    public const string Name = "Figures";
}
