// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>
/// The figures that are promised, with room for a busy machine. tests/Benchmarks measures them in full
/// (snmp-table.sh, many-routers.sh).
/// </summary>
[Collection(FigureNetworks.Name)]
[Trait("Category", "Figure")]
public class FigureTests
{
    [Fact]
    public async Task A_table_over_a_slow_line_is_read_in_a_fifth_of_the_time_of_snmpwalk()
    {
        const int Rows = 150;
        const int Cells = Rows * 13;
        await LabProcess.LabAsync("celle.sh", "up", "fault");
        await LabProcess.LabAsync("celle.sh", "snmp-rows", Text(Rows));

        // 20 ms there and back.
        await LabProcess.LabAsync("celle.sh", "wire", "delay", "10ms");

        PSObject measured = Assert.Single(await CelleLab.InvokeAsync("internet",
            "& { $clock = [System.Diagnostics.Stopwatch]::StartNew(); $router = Get-RouterExposure 203.0.113.1 -Port 446; [pscustomobject]@{ Seconds = $clock.Elapsed.TotalSeconds; Router = $router } }"));

        Assert.Equal(Rows, measured.One("Router").List("Forwards").Count);
        Assert.True(measured.One("Router").IsComplete("ForwardsComplete"));
        double seconds = double.Parse(measured.Text("Seconds"), CultureInfo.InvariantCulture);

        // The whole examination took that long. In five times the time, snmpwalk is not through with the table alone.
        string walk = $"timeout {Text(5 * seconds)} stdbuf -oL snmpwalk -v2c -c public -On -t 5 203.0.113.1 .1.3.6.1.4.1.272.4.5.6.1 | wc -l";
        int walked = int.Parse(await LabProcess.LabAsync("celle.sh", "exec", "internet", "bash", "-c", walk), CultureInfo.InvariantCulture);
        Assert.InRange(walked, 1, Cells - 1);
    }

    [Fact]
    public async Task Hundreds_of_routers_are_read_at_once_and_none_is_lost()
    {
        const int Routers = 500;
        await LabProcess.LabAsync("many-routers.sh", "up", Text(Routers), "refuse");
        string[] addresses = (await LabProcess.LabAsync("many-routers.sh", "addresses")).Trim().Split('\n');

        // What is counted stays in the other process: the objects of 500 routers are megabytes.
        PSObject told = Assert.Single(await Saved.InvokeAsync(["many-routers.sh", "exec"],
            "& { $clock = [System.Diagnostics.Stopwatch]::StartNew(); "
            + $"$routers = @(Get-RouterExposure {string.Join(',', addresses)} -ThrottleLimit 250 -TimeoutSeconds 6); "
            + "[pscustomobject]@{ Seconds = $clock.Elapsed.TotalSeconds; Names = @($routers | ForEach-Object ComputerName); "
            + "Models = @($routers | ForEach-Object { $_.Identity.Model } | Sort-Object -Unique); "
            + "Whole = @($routers | Where-Object ForwardsComplete | ForEach-Object { \"$($_.Verdict) $($_.Firmware.Version) $($_.Forwards.Count)\" }); "
            + "Silent = @($routers | Where-Object ForwardsComplete -eq $false | Where-Object { @($_.Sources | Where-Object { $_.Source -eq 'SNMP' -and -not $_.Complete -and \"$($_.Detail)\" }).Count -eq 0 }).Count } }"));

        Assert.Equal(addresses.Order(), told.List("Names").Select(name => name.ToString()).Order());
        Assert.Equal("Digitalisierungsbox Premium", Assert.Single(told.List("Models")).ToString());
        Assert.All(told.List("Whole"), router => Assert.Equal("Exposed 10.2.1.104 2", router.ToString()));

        // Where the machine is too busy for its own agents, the router says that it was not read.
        Assert.Equal("0", told.Text("Silent"));
        Assert.InRange(told.List("Whole").Count, Routers * 4 / 5, Routers);
        Assert.InRange(double.Parse(told.Text("Seconds"), CultureInfo.InvariantCulture), 0, 120);
    }

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
