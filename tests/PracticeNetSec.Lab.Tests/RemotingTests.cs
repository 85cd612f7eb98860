// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>The module in jobs, in parallel runspaces, and over SSH remoting, in the real PowerShell with a real sshd.</summary>
public sealed class RemotingTests(SshLab lab) : IClassFixture<SshLab>
{
    private const string Audit = "Import-PracticeInventory $inventory | Invoke-PracticeAudit -Session $sessions -Port 9 -SkipShares -SkipRouter -TimeoutSeconds 0.2 -ThrottleLimit 2";

    [Theory]
    [InlineData("Start-Job -ArgumentList $scan, $walk $code | Receive-Job -Wait")]
    [InlineData("Start-ThreadJob -ArgumentList $scan, $walk $code | Receive-Job -Wait")]
    [InlineData("1 | ForEach-Object -Parallel { & ([scriptblock]::Create($using:text)) $using:scan $using:walk }")]
    [InlineData("Invoke-Command -Session (Open-Session) -ArgumentList $scan, $walk $code")]
    public async Task An_object_comes_back_with_its_verdict_and_goes_into_a_report(string way)
    {
        ProcessResult run = await lab.RunAsync($$"""
            $scan = '{{Checkout.CelleSamples}}/nmap-fault.xml'
            $walk = '{{Checkout.CelleSamples}}/walk-fault.txt'
            $code = { param($scan, $walk) Import-NmapScan $scan | Get-RouterExposure -WalkPath $walk }
            $text = "$code"
            Import-Module PracticeNetSec
            $here = & $code $scan $walk
            $there = {{way}}
            "$($there.Verdict -eq 'Exposed') $($there.Findings.Count -eq $here.Findings.Count) $(($there.Findings.RuleId -join ',') -eq ($here.Findings.RuleId -join ','))"
            ($there | Where-Object Verdict -eq Exposed | Export-BreachReport -Path (Join-Path $folder ([guid]::NewGuid())) -Format Json -PassThru -WarningAction SilentlyContinue).Count -ge 1
            """);

        Assert.Equal(["True True True", "True"], run.Lines);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Two_sessions_share_the_practices_and_those_of_a_failed_session_are_reassigned()
    {
        ProcessResult run = await lab.RunAsync($$"""
            $inventory = '{{lab.Inventory(9)}}'
            $sessions = (Open-Session), (Open-Session)
            $ledger = "$folder/shared-$PID.db" # of this process: the script may run twice
            $first = {{Audit}} -LedgerPath $ledger
            ($first.PracticeId | Sort-Object -Unique).Count
            $first[0].PSObject.TypeNames[0]
            ($first.VantagePoints | Sort-Object -Unique).Count
            (Test-ExposureHistory $ledger).Entries
            Stop-Process -Id (Invoke-Command $sessions[0] { $PID }) -Force
            $second = {{Audit}} -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            ($second.PracticeId | Sort-Object -Unique).Count
            $failed.FullyQualifiedErrorId
            """);

        Assert.Equal(["9", "PracticeNetSec.Fleet.Audit.PracticeAudit", "2", "20", "9"], run.Lines[..5]);
        Assert.StartsWith("SessionFailed,", Assert.Single(run.Lines[5..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_is_killed_in_mid_run_loses_no_practice_and_the_run_states_how_they_were_spread()
    {
        ProcessResult run = await lab.RunAsync($$"""
            $inventory = '{{lab.Inventory(30)}}'
            $sessions = (Open-Session), (Open-Session)
            $victim = Invoke-Command $sessions[0] { $PID }
            $audits = {{Audit}} -ErrorVariable failed -ErrorAction SilentlyContinue -WarningVariable spread -WarningAction SilentlyContinue | ForEach-Object {
                if ($victim) { Stop-Process -Id $victim -Force; $victim = 0 }
                $_
            }
            ($audits.PracticeId | Sort-Object -Unique).Count
            $audits.Count
            @($failed.FullyQualifiedErrorId -like 'SessionFailed,*').Count
            "$spread"
            """);

        Assert.Equal(["30", "30", "1"], run.Lines[..3]);
        Match spread = Assert.Single(Regex.Matches(run.Lines[3], "checked (?<first>[0-9]+), then failed; .* checked (?<second>[0-9]+)[.] Practices handed back by failed sessions: [0-9]+[.]"));
        Assert.Equal(30, int.Parse(spread.Groups["first"].Value, CultureInfo.InvariantCulture) + int.Parse(spread.Groups["second"].Value, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Two_vantage_points_measure_each_practice_and_are_merged()
    {
        ProcessResult run = await lab.RunAsync($$"""
            $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $port = $listener.LocalEndpoint.Port
            $sessions = (Open-Session), (Open-Session)
            $audits = Import-PracticeInventory '{{lab.Inventory(2)}}' | Invoke-PracticeAudit -Session $sessions -VantagePoint 2 -Port $port -SkipShares -SkipRouter -TimeoutSeconds 0.3
            $open = $audits | Where-Object PracticeId -eq P1
            "$($audits.Count) $($open.VantagePoints.Count) $($open.RouterExposure.Ports[0].State) $(@($open.RouterExposure.Sources | Where-Object { "$_" -like 'ports: *' }).Count)"
            """);

        Assert.Equal("2 2 Open 2", Assert.Single(run.Lines));
    }
}
