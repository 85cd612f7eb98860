// SPDX-License-Identifier: MIT
using System.IO;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>
/// A proxy or a portal accepts every connection in the router's place: nftables sends whatever leaves a namespace of its own
/// to one listener, and drops what providers drop.
/// </summary>
[Collection(CelleNetwork.Name)]
public sealed class AcceptsAllPortsTests
{
    private const string Proxied = """
        nft add table ip way
        nft add chain ip way out '{ type nat hook output priority -100; }'
        nft add chain ip way dropped '{ type filter hook output priority -200; }'
        nft add rule ip way dropped tcp dport 25 drop
        nft add rule ip way out tcp dport 1-65535 redirect to :7
        """;

    [Fact]
    public async Task A_host_that_accepts_all_ports_is_neither_exposed_nor_cleared()
    {
        string said = await ExamineAsync(Proxied, "7", "");

        Assert.StartsWith("Undetermined True 0 | Every port answers", said);
    }

    /// <summary>Three services on the three ports that were asked for, and nothing behind any other.</summary>
    [Fact]
    public async Task A_host_that_really_has_all_of_the_few_ports_open_is_exposed()
    {
        string said = await ExamineAsync("true", "443 445 3389", "-Port 443, 445, 3389");

        Assert.StartsWith("Exposed False ", said);
    }

    private static async Task<string> ExamineAsync(string way, string listening, string ports)
    {
        string lab = Path.Combine(Checkout.Root, "tests/lab/lib/listener.py");
        string script = $$"""
            set -e
            ip link set lo up
            ip address add 203.0.113.1/32 dev lo
            {{way}}
            /usr/bin/python3 {{lab}} {{listening}} >/dev/null 2>&1 &
            trap 'kill %1' EXIT
            sleep 1
            {{string.Join(' ', Pwsh.CommandLine())}} -Command '$router = Get-RouterExposure 203.0.113.1 -Vantage Outside -TimeoutSeconds 1 {{ports}}
                "$($router.Verdict) $($router.AcceptsAllPorts) $($router.Findings.Count) | $($router.Reasons -match "Every port")"'
            """;

        ProcessResult run = await LabProcess.RunAsync("unshare", ["--net", "bash", "-c", script]);

        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output.Trim();
    }
}
