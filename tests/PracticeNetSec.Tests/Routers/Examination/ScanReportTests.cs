// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Text;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Examination;

/// <summary>A scan of the wrong kind, without a usable time or of long ago shows no clean state.</summary>
public sealed class ScanReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("syn", "-sS", true)]
    [InlineData("connect", "-sT", true)]
    [InlineData("fin", "-sF", false)]
    [InlineData("null", "-sN", false)]
    [InlineData("xmas", "-sX", false)]
    [InlineData("maimon", "-sM", false)]
    [InlineData("ack", "-sA", false)]
    [InlineData("window", "-sW", false)]
    [InlineData("idle", "-sI 203.0.113.9", false)]
    [InlineData("syn", "-sS --badsum", false)]
    public void Only_a_scan_that_tries_the_handshake_shows_states(string type, string options, bool conclusive)
    {
        RouterExposure router = Assess(type, options, Now.AddHours(-1));

        Assert.Equal(conclusive ? 2 : 0, router.Ports.Length);
        Assert.Equal(conclusive ? Verdict.Exposed : Verdict.Undetermined, router.Verdict);
        Assert.Equal(!conclusive, Codes(router).Contains(EvidenceCode.SourceScanInconclusive));
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(-29 * 24, null)]
    [InlineData(-31 * 24, EvidenceCode.SourceScanOld)]
    [InlineData(-17 * 365 * 24, EvidenceCode.SourceScanOld)]
    [InlineData(48, EvidenceCode.SourceScanUndated)]
    public void The_age_of_a_scan_is_part_of_what_it_is_worth(int hours, string? code)
    {
        RouterExposure router = Assess("syn", "-sS", Now.AddHours(hours));

        SourceReport report = Assert.Single(router.Sources);
        Assert.Equal(code is null, report.Complete);
        Assert.Equal(code is null ? [] : [code], Codes(router));
    }

    [Fact]
    public void A_scan_without_a_time_has_no_usable_one() => Assert.Equal([EvidenceCode.SourceScanUndated], Codes(Assess("syn", "-sS", null)));

    private static string[] Codes(RouterExposure router) => router.Sources.SelectMany(source => source.Parts).Select(part => part.Code)
        .Where(code => code is EvidenceCode.SourceScanInconclusive or EvidenceCode.SourceScanUndated or EvidenceCode.SourceScanOld).ToArray();

    private static RouterExposure Assess(string type, string options, DateTimeOffset? at, int open = 445)
    {
        string start = at is DateTimeOffset time ? $" start=\"{time.ToUnixTimeSeconds()}\"" : "";
        string host = at is DateTimeOffset ended ? $" starttime=\"{ended.ToUnixTimeSeconds()}\" endtime=\"{ended.ToUnixTimeSeconds()}\"" : "";
        string xml = $"""
            <nmaprun scanner="nmap" args="nmap {options} -oX - 203.0.113.1"{start}>
            <scaninfo type="{type}" protocol="tcp" numservices="2" services="{open},3389"/>
            <host{host}><status state="up"/><address addr="203.0.113.1" addrtype="ipv4"/>
            <ports><port protocol="tcp" portid="{open}"><state state="open" reason="syn-ack"/></port><port protocol="tcp" portid="3389"><state state="closed" reason="reset"/></port></ports></host>
            </nmaprun>
            """;
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(xml));
        return RouterExaminer.AssessScan(NmapScan.Read(stream).Single(), null, Vantage.Undetermined, Now);
    }
}
