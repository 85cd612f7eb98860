// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Feeds;

/// <summary>Several reports of one import: grouped by address and day, matched by address and time.</summary>
public sealed class ShadowserverFeedTests : IDisposable
{
    private const string Header = "timestamp,severity,ip,protocol,port,hostname,tag\n";

    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(6);

    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    /// <summary>More lines than are kept are read again, part by part: the views are the same.</summary>
    [Theory]
    [InlineData(10_000)]
    [InlineData(100)]
    [InlineData(1)]
    public void A_feed_larger_than_memory_has_the_same_views(int maxRows)
    {
        StringBuilder smb = new(Header);
        StringBuilder rdp = new(Header);
        foreach (int host in Enumerable.Range(0, 500))
        {
            smb.Append(CultureInfo.InvariantCulture, $"2026-11-03 04:05:06,high,198.51.{host / 250}.{host % 250},tcp,445,,smb\n");
            rdp.Append(CultureInfo.InvariantCulture, $"2026-11-03 14:05:06,high,198.51.{host / 250}.{host % 250},tcp,3389,,rdp\n");
        }

        ShadowserverFeed feed = new(Book(), matchedOnly: false, maxRows);
        Assert.Empty(feed.Add(Write("scan_smb.csv", smb.ToString())));
        Assert.Equal([501], feed.Add(Write("scan_rdp.csv", rdp.ToString() + "2026-11-03,high,nowhere,tcp,3389,,rdp\n")).Select(row => row.Line - 1));
        RouterExposure[] views = feed.Assess().ToArray();

        Assert.Equal((500, 500), (views.Length, views.Select(view => view.WanAddress).Distinct().Count()));
        Assert.All(views, view => Assert.Equal([445, 3389], view.Ports.Select(port => port.Port)));
    }

    [Fact]
    public void A_type_of_a_newer_schema_is_named_once_for_each_file()
    {
        ShadowserverFeed feed = new(Book(), matchedOnly: false);

        Assert.Equal("scan_quantum", Assert.Single(feed.Add(Write("scan_quantum.csv", Header + "2026-11-03 04:05:06,,203.0.113.1,tcp,445,,smb\n2026-11-03 04:05:06,,203.0.113.2,tcp,445,,smb\n"))).UnknownType);
        Assert.All(feed.Assess(), view => Assert.Equal(Verdict.Undetermined, view.Verdict));
    }

    /// <summary>The inventory has the address for both and does not state that each line is its own.</summary>
    [Theory]
    [InlineData("203.0.113.1")]
    [InlineData("2001:db8::1")]
    public void A_row_that_matches_two_practices_is_undetermined_with_both_names(string address)
    {
        ShadowserverFeed feed = new(Book(new Practice { PracticeId = "A", Name = "Praxis Nord", WanAddress = address }, new Practice { PracticeId = "B", Name = "Praxis Süd", WanAddress = address }), matchedOnly: true);
        Assert.Empty(feed.Add(Write("scan_smb.csv", Header + $"2026-11-03 04:05:06,high,{address},tcp,445,,smb\n")));

        RouterExposure view = Assert.Single(feed.Assess());

        Assert.Equal((Verdict.Undetermined, 0, ""), (view.Verdict, view.Findings.Length, view.PracticeId));
        Assert.Contains(view.Reasons, reason => reason.Text.Contains("A Praxis Nord, B Praxis Süd", StringComparison.Ordinal));
        Assert.Equal(Verdict.Undetermined, view.Assessed().Verdict);
    }

    [Fact]
    public async Task A_dynamic_address_that_two_practices_had_within_the_tolerance_names_both()
    {
        AddressBook book = await DynamicBookAsync(Tolerance, ("A", 0), ("B", 2));
        ShadowserverFeed feed = new(book, matchedOnly: true);
        Assert.Empty(feed.Add(Write("scan_smb.csv", Row(SnapshotSamples.Night.AddHours(1)))));

        RouterExposure view = Assert.Single(feed.Assess());

        Assert.Equal(Verdict.Undetermined, view.Verdict);
        Assert.Contains(view.Reasons, reason => reason.Code == "line.possible-practices" && reason.Text.Contains("A, B", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dynamic_address_that_changed_hands_on_one_day_is_of_each_practice_at_its_time()
    {
        AddressBook book = await DynamicBookAsync(TimeSpan.FromHours(1), ("A", 0), ("B", 4));
        ShadowserverFeed feed = new(book, matchedOnly: true);
        Assert.Empty(feed.Add(Write("scan_smb.csv", Row(SnapshotSamples.Night) + Row(SnapshotSamples.Night.AddHours(4))[Header.Length..])));

        Assert.Equal(["A", "B"], feed.Assess().Select(view => view.PracticeId));
    }

    [Fact]
    public void What_belongs_to_no_practice_is_left_out_where_that_is_wanted()
    {
        ShadowserverFeed feed = new(Book(new Practice { PracticeId = "A", WanAddress = "203.0.113.1" }), matchedOnly: true);
        Assert.Empty(feed.Add(Write("scan_smb.csv", Header + "2026-11-03 04:05:06,high,203.0.113.1,tcp,445,,smb\n2026-11-03 04:05:06,high,203.0.113.2,tcp,445,,smb\n")));

        Assert.Equal("A", Assert.Single(feed.Assess()).PracticeId);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static AddressBook Book(params Practice[] practices) => new(practices, Tolerance);

    private static string Row(DateTimeOffset at) => Header + string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss},high,198.51.100.77,tcp,445,,smb\n");

    private async Task<AddressBook> DynamicBookAsync(TimeSpan tolerance, params (string Id, int Hours)[] audits)
    {
        string ledger = Path.Combine(_folder, "fleet.db");
        using (AuditLedger run = new(ledger, resume: false))
        {
            await run.BeginAsync(audits.Length);
            foreach ((string id, int hours) in audits)
            {
                PracticeAudit audit = SnapshotSamples.Audit(id);
                audit.Address = "198.51.100.77";
                audit.EndedAt = audit.EndedAt.AddHours(hours);
                await run.RecordAsync(audit);
            }
        }

        AddressBook book = new(audits.Select(audit => new Practice { PracticeId = audit.Id, WanAddress = audit.Id + ".example" }), tolerance);
        book.Replay(ledger);
        return book;
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
