// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Engine;

public sealed class Module_engine_tests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    [Fact]
    public void The_staged_module_is_loaded()
    {
        string path = engine.Run("(Get-Module PracticeNetSec).Path").WithoutErrors().Only<string>();

        Assert.StartsWith(BuildPaths.StagedModule, path, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_is_piped_into_the_script() =>
        Assert.Equal("2;4", engine.Run("$input | ForEach-Object { $_ * 2 }", 1, 2).Joined);

    [Fact]
    public void Errors_warnings_and_progress_come_beside_the_objects()
    {
        EngineResult result = engine.Run("1; Write-Error bad; Write-Warning odd; Write-Progress -Activity a -PercentComplete 5; throw 'end'");

        Assert.Equal("1", result.Joined);
        Assert.Equal("bad", result.Errors.Single().Exception.Message);
        Assert.Equal("odd", result.Warnings.Single());
        Assert.Equal(5, result.Progress.Single().PercentComplete);
        Assert.Equal("end", result.Failure?.Message);
    }

    [Fact]
    public void A_stopped_script_keeps_what_it_had_written()
    {
        EngineResult result = engine.RunAndStop("1; while ($true) { }", TimeSpan.FromMilliseconds(300), out TimeSpan stopping);

        Assert.Equal("1", result.Joined);
        Assert.True(stopping < TimeSpan.FromSeconds(1), $"took {stopping}");
    }

    [Fact]
    public void Objects_return_from_clixml_with_the_names_of_their_types()
    {
        var item = engine.RoundTrip([new Version(1, 2)]).Single();

        Assert.Equal("1.2", item.BaseObject.ToString());
        Assert.Equal("Deserialized.System.Management.Automation.PSCustomObject", engine.RoundTrip(engine.Run("[pscustomobject]@{ a = 1 }").Output).Single().TypeNames[0]);
    }

    [Fact]
    public void Objects_return_from_json() =>
        Assert.Equal(1L, engine.RoundTripJson(engine.Run("[pscustomobject]@{ a = 1 }").Output).Single().Properties["a"].Value);
}
