// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>
/// The figures that are promised for shares, with room for a busy machine: one smbd plays all the servers, hence the long timeouts.
/// tests/Benchmarks/shares.sh measures them in full.
/// </summary>
[Collection(ShareHostsNetwork.Name)]
[Trait("Category", "Figure")]
public class ShareFigureTests
{
    private const string Names = "while read -r host; do smbclient -N -g -L \"$host\" 2>/dev/null </dev/null; done <<<\"$0\" | grep -c 'Disk|daten|'";

    [Fact]
    public async Task The_rights_of_64_servers_take_no_more_than_three_times_what_smbclient_takes_for_their_names()
    {
        await ShareHosts.UpAsync(64, 100);

        Measurement ours = await ExamineAsync("-TimeoutSeconds 30 -ThrottleLimit 16");
        Stopwatch watch = Stopwatch.StartNew();
        string named = await ShareHosts.ExecAsync("bash", "-c", Names, await ShareHosts.ListAsync());

        Assert.Equal("64", named.Trim());
        Assert.Equal(64, ours.Right);
        Assert.Equal(64, ours.Results);
        Assert.InRange(ours.Seconds, 0, 3 * watch.Elapsed.TotalSeconds);
        Assert.InRange(ours.PeakMiB, 1, 300);
    }

    [Fact]
    public async Task A_thousand_addresses_of_which_one_in_twenty_answers_take_seconds()
    {
        await ShareHosts.UpAsync(1000, 5);

        Measurement ours = await ExamineAsync("-TimeoutSeconds 10 -ThrottleLimit 1024");

        Assert.Equal(50, ours.Open);
        Assert.Equal(50, ours.Right);
        Assert.Equal(1000, ours.Results);
        Assert.InRange(ours.Seconds, 0, 30);
        Assert.InRange(ours.PeakMiB, 1, 300);
    }

    private static async Task<Measurement> ExamineAsync(string parameters)
    {
        string script = $$"""
            $hosts = -split '{{(await ShareHosts.ListAsync()).Replace('\n', ' ')}}'
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $right = $results = $open = 0
            $hosts | Test-ShareReachability {{parameters}} | ForEach-Object {
                $results++
                if ($_.State -eq 'Open') { $open++ }
                $rights = @($_.Shares | Where-Object Type -eq Disk | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.AnonymousAccess) $($_.GuestAccess)" }) -join ', '
                if ($rights -eq 'befunde Read Read, daten Read Write, verwaltung None None') { $right++ }
            }
            "took $($clock.Elapsed.TotalMilliseconds -as [int]) right $right of $results open $open peak $([System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64)"
            """;
        string line = await ShareHosts.ExecAsync(Pwsh.CommandLine("-Command", script));
        double[] numbers = Regex.Matches(line, "[0-9]+").Select(number => double.Parse(number.Value, CultureInfo.InvariantCulture)).ToArray();
        return new Measurement(numbers[0] / 1000, (int)numbers[1], (int)numbers[2], (int)numbers[3], numbers[4] / 1048576);
    }

    /// <param name="Seconds">From the first address given to the last result.</param>
    /// <param name="Right">Servers whose rights are as they really are.</param>
    /// <param name="Results">All results.</param>
    /// <param name="Open">Those whose port answered.</param>
    /// <param name="PeakMiB">The most memory the process held.</param>
    private sealed record Measurement(double Seconds, int Right, int Results, int Open, double PeakMiB);
}
