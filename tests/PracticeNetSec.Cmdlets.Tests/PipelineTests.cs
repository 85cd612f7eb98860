using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>Objects that flow from cmdlet to cmdlet, also when they were saved in between.</summary>
public sealed class PipelineTests : IDisposable
{
    private const string ReadStage = """
        param($samples, $stage)
        Import-NmapScan "$samples/nmap-$stage.xml" -Practice (Import-PracticeInventory "$samples/practices.csv") |
            Get-RouterExposure -WalkPath "$samples/walk-$stage.txt"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Theory]
    [InlineData("fault", "Exposed")]
    [InlineData("first-update", "Exposed")]
    [InlineData("patched", "NotExposed")]
    public void The_recorded_practice_is_judged_by_its_stage(string stage, string verdict)
    {
        PSObject router = Read(stage);

        Assert.Equal(verdict, router.Properties["Verdict"].Value.ToString());
        Assert.Equal("CELLE-2019", router.Properties["PracticeId"].Value);
        Assert.Equal("Recorded", router.Properties["Vantage"].Value.ToString());
        IEnumerable<object> findings = ((Array)router.Properties["Findings"].Value).Cast<object>();
        Assert.Equal(stage == "first-update", findings.Any(finding => finding.ToString()!.Contains("not corrected", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_examination_saved_as_clixml_is_whole_and_binds_again()
    {
        PSObject saved = (PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(Read("fault"), 6));

        RunResult run = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1] -PassThru", saved, _folder);

        Assert.Equal("Deserialized.PracticeNetSec.Routers.RouterExposure", saved.TypeNames[0]);
        Assert.Empty(run.Errors);
        Assert.Equal(2, run.Output.Count);
    }

    [Fact]
    public void A_saved_and_a_fresh_examination_make_the_same_report()
    {
        PSObject fresh = Read("fault");
        PSObject saved = (PSObject)PSSerializer.Deserialize(PSSerializer.Serialize(fresh, 6));
        const string Export = "$args[0] | Export-BreachReport -Path $args[1] -Name $args[2] -Format Json -AwarenessTime '2026-11-23T10:00:00+01:00'";

        ModuleRun.Invoke(Export, fresh, _folder, "fresh");
        ModuleRun.Invoke(Export, saved, _folder, "saved");

        Assert.Equal(Stable("fresh"), Stable("saved"));

        // The moment of writing differs, and with it what is left of the deadline.
        string[] Stable(string name) => File.ReadAllLines(Path.Combine(_folder, name + ".json"))
            .Where(line => !line.Contains("created", StringComparison.OrdinalIgnoreCase) && !line.Contains("remaining", StringComparison.OrdinalIgnoreCase))
            .ToArray();
    }

    [Fact]
    public void An_object_as_json_gives_it_binds_again()
    {
        PSObject fresh = Read("patched");

        RunResult run = ModuleRun.Invoke("$args[0] | Get-RouterExposure -WalkPath $args[1]", AsJsonGivesIt(fresh.BaseObject), Path.Combine(ModuleRun.Samples, "walk-fault.txt"));

        Assert.Empty(run.Errors);
        Assert.Equal("CELLE-2019", Assert.Single(run.Output).Properties["PracticeId"].Value);
        Assert.Equal(36, ((Array)run.Output[0].Properties["Ports"].Value).Length);
    }

    [Fact]
    public void An_object_that_was_cut_off_says_where()
    {
        PSObject cut = AsJsonGivesIt(Read("fault").BaseObject);
        cut.Properties["Forwards"].Value = new object[] { "PracticeNetSec.Routers.PortForward" };

        RunResult run = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1]", cut, _folder);

        Assert.Equal("ObjectCutOff", Assert.Single(run.ErrorIds));
        Assert.Contains("RouterExposure.Forwards", run.Errors[0].Exception.Message);
    }

    [Fact]
    public void An_altered_object_is_one_error_and_the_others_get_their_report()
    {
        PSObject good = Read("fault");
        PSObject missing = AsJsonGivesIt(good.BaseObject);
        missing.Properties["Findings"].Value = new object?[] { null };
        PSObject senseless = AsJsonGivesIt(good.BaseObject);
        senseless.Properties["Verdict"].Value = 99L;

        RunResult run = ModuleRun.Invoke("$args[0], $args[1], $args[2] | Export-BreachReport -Path $args[3] -PassThru", missing, senseless, good, _folder);

        Assert.Equal(new[] { "ObjectCutOff", "ObjectCutOff" }, run.ErrorIds);
        Assert.Equal(2, run.Output.Count);
    }

    [Theory]
    [InlineData("[ipaddress]'127.0.0.1' | Test-ShareReachability -Port 9 -TimeoutSeconds 1")]
    [InlineData("Test-PortReachability 127.0.0.1 -Port 9 | Test-ShareReachability -Port 9 -TimeoutSeconds 1")]
    [InlineData("Test-ShareReachability 127.0.0.1 -Port 9 -TimeoutSeconds 1 | Get-RouterExposure -WalkPath $args[0]")]
    [InlineData("Test-PortReachability 127.0.0.1 -Port 9 | Get-RouterExposure -WalkPath $args[0]")]
    public void Hosts_addresses_ports_and_servers_bind_to_the_next_cmdlet(string script)
    {
        RunResult run = ModuleRun.Invoke(script, Path.Combine(ModuleRun.Samples, "walk-fault.txt"));

        Assert.Empty(run.Errors);
        Assert.Single(run.Output);
    }

    [Fact]
    public void What_if_writes_nothing_and_only_force_replaces()
    {
        PSObject router = Read("fault");
        const string Export = "$args[0] | Export-BreachReport -Path $args[1] -Name celle";

        ModuleRun.Invoke(Export + " -WhatIf", router, _folder);
        Assert.Empty(Directory.GetFiles(_folder));

        Assert.Empty(ModuleRun.Invoke(Export, router, _folder).Errors);
        string html = Path.Combine(_folder, "celle.html");
        DateTime written = File.GetLastWriteTimeUtc(html);

        Assert.Contains("FileExists", ModuleRun.Invoke(Export, router, _folder).ErrorIds);
        Assert.Equal(written, File.GetLastWriteTimeUtc(html));
        Assert.Empty(ModuleRun.Invoke(Export + " -Force", router, _folder).Errors);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task Stopping_the_pipeline_takes_less_than_a_second()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        string port = ((IPEndPoint)silent.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using PowerShell shell = ModuleRun.New();

        // A server that accepts and then says nothing: SMB would wait its whole time-out.
        shell.AddCommand("Test-ShareReachability").AddParameter("ComputerName", "127.0.0.1").AddParameter("Port", port).AddParameter("TimeoutSeconds", 30.0);
        IAsyncResult running = shell.BeginInvoke();
        await Task.Delay(500);
        Assert.False(running.IsCompleted);
        Stopwatch watch = Stopwatch.StartNew();

        await Task.Run(shell.Stop);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static PSObject Read(string stage)
    {
        RunResult run = ModuleRun.Invoke(ReadStage, ModuleRun.Samples, stage);
        Assert.Empty(run.Errors);
        return Assert.Single(run.Output);
    }

    /// <summary>What ConvertTo-Json and ConvertFrom-Json leave of an object: no type, enums as numbers, lists as object[].</summary>
    private static PSObject AsJsonGivesIt(object value)
    {
        PSObject made = new();
        foreach (System.Reflection.PropertyInfo property in value.GetType().GetProperties())
        {
            made.Properties.Add(new PSNoteProperty(property.Name, JsonValue(property.GetValue(value))));
        }

        return made;
    }

    private static object? JsonValue(object? value) => value switch
    {
        null => null,
        Enum number => Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture),
        string or bool or int or uint => value,
        DateTimeOffset time => time.UtcDateTime,
        DateTime time => time,
        Array list => list.Cast<object>().Select(JsonValue).ToArray(),
        _ => AsJsonGivesIt(value),
    };
}
