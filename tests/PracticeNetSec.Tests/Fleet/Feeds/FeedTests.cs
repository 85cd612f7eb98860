// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Feeds;

/// <summary>Reports with the columns that Shadowserver documents; addresses and texts are made up.</summary>
public sealed class FeedTests : IDisposable
{
    private const string SmbHeader = "\"timestamp\",\"severity\",\"ip\",\"protocol\",\"port\",\"hostname\",\"tag\",\"asn\",\"geo\",\"region\",\"city\",\"naics\",\"hostname_source\",\"sector\",\"smb_implant\",\"arch\",\"key\",\"smbv1_support\",\"smb_major_number\",\"smb_minor_number\",\"smb_revision\",\"smb_version_string\"\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Theory]
    [InlineData("2026-11-03-scan_smb-germany.csv", SmbHeader + "\"2026-11-03 04:05:06\",\"high\",\"203.0.113.1\",\"tcp\",445,\"h.example\",\"smb\",64512,\"DE\",,,0,,,N,,,N,2,1,0,\"SMB 2.1\"\n", 445, "smb_version_string SMB 2.1, smbv1_support N")]
    [InlineData("scan_rdp.csv", "timestamp,severity,ip,protocol,port,hostname,tag,handshake,rdp_protocol\n2026-11-03 04:05:06,medium,203.0.113.1,tcp,3389,,rdp,TLSv1.2,RDP\n", 3389, "rdp_protocol RDP")]
    [InlineData("scan_ftp.csv", "timestamp,ip,protocol,port,hostname,tag,banner\n2026-11-03 04:05:06,203.0.113.1,tcp,21,,ftp,\"220 Praxis-NAS, bereit\"\n", 21, "banner 220 Praxis-NAS, bereit")]
    [InlineData("scan_telnet.csv", "timestamp,ip,protocol,port,hostname,tag,banner\n2026-11-03 04:05:06,203.0.113.1,tcp,23,,telnet,login:\n", 23, "banner login:")]
    [InlineData("accessible-smb-old.csv", "timestamp,ip,port,hostname,smb_version_string\n2026-11-03 04:05:06,203.0.113.1,445,,SMB 3.0\n", 445, "smb_version_string SMB 3.0")]
    public void A_reported_service_is_an_open_port_measured_from_outside(string name, string text, int port, string detail)
    {
        ShadowserverRow row = Assert.Single(ShadowserverReport.Read(Write(name, text)));
        RouterExposure exposure = ShadowserverReport.Assess(new[] { row }, null);

        Assert.Null(row.Error);
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 4, 5, 6, TimeSpan.Zero), row.SeenAt);
        Assert.Equal(port, Assert.Single(exposure.Ports).Port);
        Assert.Equal(Vantage.Recorded, exposure.Vantage);
        Assert.Equal(Verdict.Exposed, exposure.Verdict);
        Assert.Equal(detail, exposure.Sources[0].Detail.Get<string>("detail"));
    }

    [Fact]
    public void A_web_page_alone_is_undetermined_and_an_open_SNMP_agent_is_a_risk()
    {
        ShadowserverRow web = ShadowserverReport.Read(Write("scan_http.csv", "timestamp,ip,protocol,port,hostname,tag,http_title\n2026-11-03 04:05:06,203.0.113.1,tcp,80,,http,Praxis\n")).Single();
        ShadowserverRow snmp = ShadowserverReport.Read(Write("scan_snmp.csv", "timestamp,ip,protocol,port,hostname,sysdesc,sysname,version,device_vendor,device_model\n2026-11-03 05:00:00,203.0.113.1,udp,161,,Digitalisierungsbox Premium,praxis,2,Telekom,Digitalisierungsbox Premium\n")).Single();

        RouterExposure exposure = ShadowserverReport.Assess(new[] { web, snmp }, null);

        Assert.Equal(Verdict.Undetermined, ShadowserverReport.Assess(new[] { web }, null).Verdict);
        Assert.Equal(Verdict.AtRisk, exposure.Verdict);
        Assert.Equal("router.snmp-reachable", Assert.Single(exposure.Findings).RuleId);
        Assert.Equal("Digitalisierungsbox Premium", exposure.Identity.Model);
        Assert.Equal(80, Assert.Single(exposure.Ports).Port);
    }

    [Theory]
    [InlineData(137, Verdict.Exposed)]
    [InlineData(3389, Verdict.Exposed)]
    [InlineData(69, Verdict.Exposed)]
    [InlineData(1434, Verdict.Exposed)]
    [InlineData(5351, Verdict.Exposed)]
    [InlineData(500, Verdict.Undetermined)]
    [InlineData(443, Verdict.Undetermined)]
    public void What_answered_over_UDP_is_judged_by_the_data_of_forwards(int port, Verdict verdict)
    {
        ShadowserverRow row = ShadowserverReport.Read(Write("scan.csv", $"timestamp,ip,protocol,port,hostname,tag\n2026-11-03 04:05:06,203.0.113.1,udp,{port},,\n")).Single();

        RouterExposure exposure = ShadowserverReport.Assess([row], null);

        Assert.Equal(verdict, exposure.Verdict);
        Assert.Equal(verdict == Verdict.Exposed ? [$"203.0.113.1:{port}/udp"] : [], exposure.Findings.Select(finding => finding.Target));
    }

    [Fact]
    public void What_answered_over_UDP_at_a_shared_address_is_nobodys_and_stays_known_in_a_later_assessment()
    {
        ShadowserverRow row = ShadowserverReport.Read(Write("scan.csv", "timestamp,ip,protocol,port,hostname,tag\n2026-11-03 04:05:06,203.0.113.1,udp,137,,\n")).Single();

        RouterExposure shared = ShadowserverReport.Assess([row], new Practice { PracticeId = "P-1", WanAddress = "203.0.113.1", Line = LineKind.SharedAddress });

        Assert.Equal((Verdict.Undetermined, 0), (shared.Verdict, shared.Findings.Length));
        Assert.Equal(Verdict.Exposed, ShadowserverReport.Assess([row], null).Assessed().Verdict);
    }

    [Theory]
    [InlineData("scan_rdp.csv", "rdp")]
    [InlineData("scan_telnet.csv", "telnet-alt")]
    [InlineData("scan_vnc.csv", "vnc")]
    [InlineData("scan_mysql.csv", "mysql")]
    [InlineData("scan_rdp.csv", "")] // the name of the file says it
    public void A_reported_service_counts_whatever_its_port(string name, string tag)
    {
        ShadowserverRow row = ShadowserverReport.Read(Write(name, $"timestamp,ip,protocol,port,hostname,tag\n2026-11-03 04:05:06,203.0.113.1,tcp,5678,,{tag}\n")).Single();

        Assert.Equal(Verdict.Exposed, ShadowserverReport.Assess(new[] { row }, null).Verdict);
    }

    [Fact]
    public void An_invalid_row_has_an_error_and_the_others_are_read()
    {
        ShadowserverRow[] rows = ShadowserverReport.Read(Write("scan_smb.csv",
            "timestamp,ip,protocol,port\n2026-11-03 04:05:06,nowhere,tcp,445\n2026-11-03 04:05:06,203.0.113.1,tcp,0\nyesterday,203.0.113.1,tcp,445\n2026-11-03 04:05:06,203.0.113.1,sctp,445\n2026-11-03 04:05:06,203.0.113.2,tcp,445\n")).ToArray();

        Assert.Equal(new[] { 2, 3, 4, 5 }, rows.Where(row => row.Error is not null).Select(row => row.Line));
        Assert.Equal("203.0.113.2", Assert.Single(rows, row => row.Error is null).Address);
    }

    [Fact]
    public void Another_csv_is_refused() =>
        Assert.Throws<InvalidDataException>(() => ShadowserverReport.Read(Write("scan_smb.csv", "a,b\n1,2\n")).ToArray());

    [Fact]
    public async Task A_dynamic_address_belongs_to_the_practice_that_an_audit_found_there_at_that_time()
    {
        string ledger = Path.Combine(_folder, "fleet.db");
        using (AuditLedger run = new(ledger, resume: false))
        {
            await run.BeginAsync(1);
            PracticeAudit audit = SnapshotSamples.Audit("DYN");
            audit.Address = "198.51.100.77";
            await run.RecordAsync(audit);
        }

        AddressBook book = new(new[] { new Practice { PracticeId = "DYN", WanAddress = "praxis.example" }, new Practice { PracticeId = "FIX", WanAddress = "203.0.113.1" } }, TimeSpan.FromHours(24));
        book.Replay(ledger);

        Assert.Equal("DYN", Assert.Single(book.OwnersOf("198.51.100.77", SnapshotSamples.Night.AddHours(20))).PracticeId);
        Assert.Empty(book.OwnersOf("198.51.100.77", SnapshotSamples.Night.AddDays(3)));
        Assert.Equal("FIX", Assert.Single(book.OwnersOf("203.0.113.1", SnapshotSamples.Night.AddYears(-1))).PracticeId);
    }

    /// <summary>Two practices in one house share a router, where the inventory states so; otherwise the provider may share the address.</summary>
    [Theory]
    [InlineData(LineKind.Undetermined, LineKind.Undetermined, 0)]
    [InlineData(LineKind.OwnAddress, LineKind.Undetermined, 0)]
    [InlineData(LineKind.SharedAddress, LineKind.SharedAddress, 0)]
    [InlineData(LineKind.OwnAddress, LineKind.OwnAddress, 2)]
    public void An_address_of_two_practices_is_matched_with_both_or_with_neither(LineKind first, LineKind second, int owners)
    {
        AddressBook book = new(new[] { new Practice { PracticeId = "A", WanAddress = "203.0.113.1", Line = first }, new Practice { PracticeId = "B", WanAddress = "203.0.113.1", Line = second } }, TimeSpan.FromHours(24));

        Assert.Equal(owners, book.OwnersOf("203.0.113.1", SnapshotSamples.Night).Count);
    }

    [Fact]
    public void One_router_by_its_serial_number_is_of_both()
    {
        AddressBook book = new(new[] { new Practice { PracticeId = "A", WanAddress = "203.0.113.1", RouterSerialNumber = "AB-12" }, new Practice { PracticeId = "B", WanAddress = "203.0.113.1", RouterSerialNumber = "ab12" } }, TimeSpan.FromHours(24));

        Assert.Equal(["A", "B"], book.OwnersOf("203.0.113.1", SnapshotSamples.Night).Select(owner => owner.PracticeId));
    }

    [Fact]
    public void An_address_that_a_practice_names_twice_is_its_own_once()
    {
        AddressBook book = new(new[] { new Practice { PracticeId = "A", WanAddress = "203.0.113.1", FurtherWanAddresses = new[] { "203.0.113.1" } } }, TimeSpan.FromHours(24));

        Assert.Equal("A", Assert.Single(book.OwnersOf("203.0.113.1", SnapshotSamples.Night)).PracticeId);
    }

    /// <summary>An address that changes daily is of one practice in the morning and of another in the evening.</summary>
    [Fact]
    public async Task A_dynamic_address_that_two_practices_had_is_of_neither()
    {
        string ledger = Path.Combine(_folder, "two.db");
        using (AuditLedger run = new(ledger, resume: false))
        {
            await run.BeginAsync(2);
            foreach (string id in new[] { "A", "B" })
            {
                PracticeAudit audit = SnapshotSamples.Audit(id);
                audit.Address = "198.51.100.77";
                await run.RecordAsync(audit);
            }
        }

        AddressBook book = new(new[] { "A", "B" }.Select(id => new Practice { PracticeId = id, WanAddress = id + ".example", Line = LineKind.OwnAddress }), TimeSpan.FromHours(24));
        book.Replay(ledger);

        Assert.Empty(book.OwnersOf("198.51.100.77", SnapshotSamples.Night));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
