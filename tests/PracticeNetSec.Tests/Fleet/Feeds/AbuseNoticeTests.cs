// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FsCheck.Xunit;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Feeds;

/// <summary>Notices of CERT-Bund and providers: columns as in intelmq's parser of the reports, values are made up.</summary>
public sealed class AbuseNoticeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_line_with_malware_is_an_infected_machine_behind_the_address()
    {
        RouterExposure[] found = Assess(Sample("certbund.csv"));

        Assert.Equal(["203.0.113.1", "203.0.113.2"], found.Select(router => router.ComputerName));
        Assert.All(found, router => Assert.Equal(Verdict.Exposed, router.Verdict));
        Assert.Equal("avalanche-andromeda", found[0].Sources[0].Parts.Single(part => part.Code == EvidenceCode.ShadowserverEventFromInside).Get<string>("compromise"));
        Assert.Equal("router.reported-compromise", found[0].Findings[0].RuleId);
        Assert.Empty(found[0].Ports);
    }

    [Fact]
    public void A_table_in_a_quoted_mail_is_about_the_service_of_its_subject_on_the_usual_port()
    {
        ShadowserverFeed feed = Feed();

        // A sentence below the table that has the separator in it is no line of it.
        Assert.Empty(feed.AddNotice(Sample("certbund-mail.txt"), null).ToArray());
        RouterExposure[] found = feed.Assess().ToArray();

        Assert.Equal(["203.0.113.1", "203.0.113.3"], found.Select(router => router.ComputerName));
        Assert.All(found, router => Assert.Equal("router.snmp-reachable", Assert.Single(router.Findings).RuleId));
        Assert.All(found, router => Assert.Contains(router.Sources[0].Parts, part => part.Get<string>("port") == "udp/161"));
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 4, 5, 6, TimeSpan.Zero), found[0].EndedAt);
        Assert.All(found, router => Assert.Equal("CERT-Bund", router.Sources[0].Source));
    }

    [Theory]
    [InlineData("ip;timestamp;port;proto\n203.0.113.1;2026-11-03 04:05:06;3389;tcp\n", "scan_rdp", "203.0.113.1:3389")]
    [InlineData("ip\ttime\n203.0.113.1\t2026-11-03 04:05\n", "rdp", "203.0.113.1:3389")]
    [InlineData("| IP-Adresse | Zeitstempel (UTC) |\n|---|---|\n| 203.0.113.1 | 2026-11-03 04:05:06 |\n", "scan_smb", "203.0.113.1:445")]
    [InlineData("\"ip\",\"x\",\"timestamp\"\n\"203.0.113.1\",\"a,\"\"b\",\"2026-11-03T05:05:06+01:00\"\n", "scan_ldap_tcp", "203.0.113.1:389")]
    public void Any_separator_is_read_and_a_type_can_be_stated(string text, string type, string target) =>
        Assert.Equal(target, Assert.Single(Assert.Single(Assess(Write("notice.txt", text), type)).Findings).Target);

    [Theory]
    [InlineData("offene-redis-server.csv", "203.0.113.1:6379")]
    [InlineData("open_telnet.csv", "203.0.113.1:23")]
    public void The_name_of_a_file_shows_what_it_is_about(string name, string target) =>
        Assert.Equal(target, Assert.Single(Assert.Single(Assess(Write(name, "ip,timestamp\n203.0.113.1,2026-11-03 04:05:06\n"))).Findings).Target);

    [Theory]
    [InlineData("ip,timestamp\n203.0.113.1,2026-11-03 04:05:06\n", null, "NoticeWithoutType")]
    [InlineData("Guten Tag,\nIhr Anschluss ist auffaellig.\n", null, "NoticeWithoutTable")]
    [InlineData("", null, "NoticeWithoutTable")]
    [InlineData("ip,timestamp\n203.0.113.1,2026-11-03 04:05:06\n", "nothing", "UnknownReportType")]
    public void A_file_that_does_not_say_enough_is_refused(string text, string? type, string id) =>
        Assert.Equal(id, Assert.Throws<InputException>(() => Assess(Write("notice.csv", text), type)).Id);

    [Theory]
    [InlineData("ip,timestamp\nnowhere,2026-11-03 04:05:06\n203.0.113.2,2026-11-03 04:05:06\n")]
    [InlineData("ip,timestamp\n203.0.113.1,yesterday\n203.0.113.2,2026-11-03 04:05:06\n")]
    [InlineData("ip,timestamp\n12345,2026-11-03 04:05:06\n203.0.113.2,2026-11-03 04:05:06\n")]
    public void A_wrong_line_is_named_and_the_others_are_read(string text)
    {
        ShadowserverFeed feed = Feed();
        ShadowserverRow wrong = Assert.Single(feed.AddNotice(Write("notice.csv", text), "scan_rdp").ToArray());

        Assert.Equal(2, wrong.Line);
        Assert.Equal("203.0.113.2", Assert.Single(feed.Assess()).ComputerName);
    }

    [Fact]
    public void A_time_of_a_zone_that_is_not_UTC_is_an_error_unless_the_time_states_it()
    {
        ShadowserverFeed feed = Feed();

        Assert.Equal(2, Assert.Single(feed.AddNotice(Write("a.csv", "ip,Zeit (MEZ)\n203.0.113.1,2026-11-03 04:05:06\n203.0.113.1,2026-11-03 04:05:06+01:00\n"), "scan_rdp").ToArray()).Line);
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 3, 5, 6, TimeSpan.Zero), Assert.Single(feed.Assess()).EndedAt);
    }

    [Fact]
    public async Task The_practice_is_the_one_that_had_the_address_at_that_time_and_of_two_neither()
    {
        string ledger = Path.Combine(_folder, "fleet.db");
        using (AuditLedger run = new(ledger, resume: false))
        {
            await run.BeginAsync(1);
            PracticeAudit audit = SnapshotSamples.Audit("DYN");
            audit.Address = "198.51.100.77";
            await run.RecordAsync(audit);
        }

        Practice[] practices = [new() { PracticeId = "DYN", WanAddress = "praxis.example" }, new() { PracticeId = "A", WanAddress = "203.0.113.1" }, new() { PracticeId = "B", WanAddress = "203.0.113.1" }];
        AddressBook book = new(practices, TimeSpan.FromHours(24));
        book.Replay(ledger);
        ShadowserverFeed feed = new(book, matchedOnly: true);
        DateTimeOffset near = SnapshotSamples.Night.AddHours(2).ToUniversalTime();
        string text = FormattableString.Invariant($"ip,timestamp\n198.51.100.77,{near:yyyy-MM-dd HH:mm:ss}\n198.51.100.77,{near.AddDays(5):yyyy-MM-dd HH:mm:ss}\n203.0.113.1,{near:yyyy-MM-dd HH:mm:ss}\n");

        Assert.Empty(feed.AddNotice(Write("notice.csv", text), "scan_smb").ToArray());
        RouterExposure[] found = feed.Assess().ToArray();

        Assert.Equal(["DYN", ""], found.Select(router => router.PracticeId));
        Assert.Equal(Verdict.Undetermined, found[1].Verdict);
        Assert.Contains(found[1].Sources, source => source.Detail.Text.Contains('A', StringComparison.Ordinal) && source.Detail.Code == EvidenceCode.LinePossiblePractices);
    }

    [Property(MaxTest = 200)]
    public bool No_text_makes_the_reader_throw_anything_else(string? text) =>
        Record.Exception(() => Assess(Write("notice.csv", "ip,timestamp\n" + text), "scan_smb")) is null or InputException or InvalidDataException;

    private static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", "notices", name);

    private static ShadowserverFeed Feed() => new(new AddressBook([], TimeSpan.FromHours(24)), matchedOnly: false);

    private static RouterExposure[] Assess(string path, string? type = null)
    {
        ShadowserverFeed feed = Feed();
        foreach (ShadowserverRow row in feed.AddNotice(path, type))
        {
            Assert.NotNull(row.Error);
        }

        return feed.Assess().ToArray();
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
