// SPDX-License-Identifier: MIT
using System;
using System.IO;
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>A practice of two Internet connections is as exposed as the worse of them, whichever was passed last.</summary>
public sealed class SeveralRoutersTests(ModuleEngine engine) : IClassFixture<ModuleEngine>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Theory]
    [InlineData("203.0.113.7", "198.51.100.9")]
    [InlineData("198.51.100.9", "203.0.113.7")]
    public void A_monitoring_line_counts_the_worse_of_two_connections(string open, string other)
    {
        string inventory = Path.Combine(_folder, "practices.csv"), scan = Path.Combine(_folder, "scan.xml");
        File.WriteAllText(inventory, "PracticeId;Name;WanAddress;WanAddress2\nA;Praxis A;203.0.113.7;198.51.100.9\n");
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        File.WriteAllText(scan, $"<?xml version=\"1.0\"?><nmaprun scanner=\"nmap\" start=\"{now}\" args=\"nmap\"><scaninfo type=\"syn\" protocol=\"tcp\" services=\"443,445\"/>{Host(open, now, "open")}{Host(other, now, "closed")}<runstats><finished time=\"{now}\" exit=\"success\"/></runstats></nmaprun>");

        EngineResult run = engine.Run($"$a = Import-NmapScan '{scan}' -Practice (Import-PracticeInventory '{inventory}'); $a | ForEach-Object {{ \"$($_.PracticeId) $($_.Verdict)\" }}; ($a | ConvertTo-RmmResult Nagios).ExitCode");

        Assert.Equal(["A Exposed", "A Undetermined", "2"], Array.ConvertAll([.. run.WithoutErrors().Output], line => line.ToString()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Host(string address, long now, string smb) =>
        $"<host starttime=\"{now}\" endtime=\"{now}\"><status state=\"up\"/><address addr=\"{address}\" addrtype=\"ipv4\"/><ports>"
        + $"<port protocol=\"tcp\" portid=\"443\"><state state=\"open\" reason=\"syn-ack\"/></port><port protocol=\"tcp\" portid=\"445\"><state state=\"{smb}\" reason=\"reset\"/></port></ports></host>";
}
