// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Feeds;

/// <summary>What each kind of Shadowserver's reports means for an address; columns as in the published schema, values are made up.</summary>
public sealed class ReportKindTests : IDisposable
{
    private const string Service = "timestamp,severity,ip,protocol,port,hostname,tag\n";
    private const string Event = "timestamp,protocol,src_ip,src_port,src_asn,severity,dst_ip,dst_port,infection,family,tag\n";
    private const string Special = "timestamp,ip,port,protocol,asn,tag,public_source,status,detail,first_seen_time,last_seen_time,potential_exposure_time\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Theory]
    [InlineData("2026-11-03-scan_couchdb-praxis-asn.csv", "tcp", 5984, "203.0.113.1:5984", "CouchDB", Severity.High)]
    [InlineData("2026-11-03-scan_mqtt_anon-praxis.csv", "tcp", 1883, "203.0.113.1:1883", "MQTT", Severity.High)]
    [InlineData("2026-11-03-dns_openresolver-praxis.csv", "udp", 53, "203.0.113.1:53/udp", "DNS resolver", Severity.Medium)]
    [InlineData("2026-11-03-scan_netbios-praxis.csv", "udp", 5678, "203.0.113.1:5678/udp", "NetBIOS", Severity.Critical)]
    [InlineData("2026-11-03-scan_ldap_udp-praxis.csv", "udp", 389, "203.0.113.1:389/udp", "LDAP", Severity.Critical)]
    [InlineData("2026-11-03-scan_vnc-praxis.csv", "tcp", 5678, "203.0.113.1:5678", "VNC", Severity.Critical)]
    public void A_service_that_must_stay_inside_exposes_by_the_type_of_its_report(string name, string protocol, int port, string target, string service, Severity severity)
    {
        RouterExposure exposure = Assess(name, Service + $"2026-11-03 04:05:06,,203.0.113.1,{protocol},{port},,\n");

        Finding finding = Assert.Single(exposure.Findings);
        Assert.Equal(Verdict.Exposed, exposure.Verdict);
        Assert.Equal(("router.dangerous-port-open", target, service, severity), (finding.RuleId, finding.Target, finding.Value("service"), finding.Severity));
    }

    [Fact]
    public void The_protocol_of_an_old_report_without_that_column_is_the_type_s() =>
        Assert.Equal("203.0.113.1:623/udp", Assert.Single(Assess("scan_ipmi.csv", "timestamp,ip,port,hostname,tag,ipmi_version\n2016-07-24 00:09:42,203.0.113.1,623,,ipmi,2.0\n").Findings).Target);

    [Theory]
    [InlineData("scan_http", "http")]
    [InlineData("scan_ssl", "ssl")]
    [InlineData("scan_ssh", "ssh")]
    [InlineData("device_id", "")]
    public void A_service_that_practices_offer_decides_nothing(string type, string tag)
    {
        RouterExposure exposure = Assess($"2026-11-03-{type}-praxis.csv", Service + $"2026-11-03 04:05:06,info,203.0.113.1,tcp,443,,{tag}\n");

        Assert.Equal((Verdict.Undetermined, 0), (exposure.Verdict, exposure.Findings.Length));
    }

    [Theory]
    [InlineData("scan_exchange", "exchange;cve-2021-26855;CVE-2021-34473", "", "CVE-2021-26855, CVE-2021-34473", Severity.Critical)]
    [InlineData("scan_http_vulnerable", "http;cve-2023-3519", "high", "CVE-2023-3519", Severity.High)]
    [InlineData("scan_exchange", "exchange", "", "exchange", Severity.Critical)]
    [InlineData("scan_ssl_poodle", "ssl-poodle", "", "CVE-2014-3566", Severity.Low)]
    [InlineData("scan_http", "http;cve-2024-1709", "critical", "CVE-2024-1709", Severity.Critical)]
    public void A_vulnerable_service_exposes_with_every_CVE_of_its_tag(string type, string tag, string reported, string vulnerability, Severity severity)
    {
        RouterExposure exposure = Assess($"2026-11-03-{type}-praxis.csv", Service + $"2026-11-03 04:05:06,{reported},203.0.113.1,tcp,443,,{tag}\n");

        Finding finding = Assert.Single(exposure.Findings);
        Assert.Equal(Verdict.Exposed, exposure.Verdict);
        Assert.Equal(("router.reported-vulnerability", "203.0.113.1:443", vulnerability, severity), (finding.RuleId, finding.Target, finding.Value("vulnerability"), finding.Severity));
    }

    [Theory]
    [InlineData("special", Special + "2026-11-03 04:05:06,203.0.113.1,,,64512,cyclops-blink,,likely compromised,,,,\n", "cyclops-blink")]
    [InlineData("compromised_iot", "timestamp,severity,ip,protocol,port,hostname,tag,family,status\n2026-11-03 04:05:06,critical,203.0.113.1,tcp,22,,ssh,mirai,compromised\n", "mirai")]
    [InlineData("compromised_website", "timestamp,ip,port,hostname,tag,http_host\n2026-11-03 04:05:06,203.0.113.1,,,injected,praxis.example\n", "injected")]
    [InlineData("scan_synfulknock", Service + "2026-11-03 04:05:06,,203.0.113.1,tcp,80,,synful\n", "synful")]
    [InlineData("scan_exchange", Service + "2026-11-03 04:05:06,,203.0.113.1,tcp,443,,exchange;webshell\n", "webshell")]
    [InlineData("scan_smb", "timestamp,ip,port,tag,smb_implant\n2026-11-03 04:05:06,203.0.113.1,445,smb,Y\n", "smb_implant")]
    [InlineData("event4_sinkhole_http_referer", "timestamp,protocol,http_referer_ip,severity,dst_ip,infection\n2026-11-03 04:05:06,tcp,203.0.113.1,,198.51.100.9,b68-zeroaccess\n", "b68-zeroaccess")]
    public void A_compromised_host_is_the_gravest_line_with_or_without_a_port(string type, string text, string what)
    {
        RouterExposure exposure = Assess($"2026-11-03-{type}-praxis.csv", text);

        Finding finding = exposure.Findings.First(found => found.RuleId == "router.reported-compromise");
        Assert.Equal(("203.0.113.1", Verdict.Exposed, Severity.Critical), (exposure.WanAddress, exposure.Verdict, finding.Severity));
        Assert.Equal(what, finding.Value("compromise"));
        Assert.Contains("Art. 33 GDPR", finding.References);
    }

    [Theory]
    [InlineData("event4_sinkhole")]
    [InlineData("event4_microsoft_sinkhole")]
    [InlineData("event4_honeypot_brute_force")]
    [InlineData("event4_ddos_participant")]
    public void An_event_from_inside_is_of_the_sender_and_its_port_is_no_open_one(string type)
    {
        RouterExposure exposure = Assess($"2026-11-03-{type}-praxis.csv", Event + "2026-11-03 04:05:06,tcp,203.0.113.1,51544,64512,,198.51.100.9,80,andromeda,,\n");

        Assert.Equal(("203.0.113.1", Verdict.Exposed, 0), (exposure.WanAddress, exposure.Verdict, exposure.Ports.Length));
        Assert.Equal("andromeda", Assert.Single(exposure.Findings).Value("compromise"));
    }

    [Fact]
    public void An_event_at_an_address_that_the_provider_shares_is_not_attributed()
    {
        ShadowserverRow row = Row("2026-11-03-event4_sinkhole-praxis.csv", Event + "2026-11-03 04:05:06,tcp,203.0.113.1,51544,64512,,198.51.100.9,80,andromeda,,\n");

        RouterExposure shared = ShadowserverReport.Assess([row], new Practice { PracticeId = "P-1", WanAddress = "203.0.113.1", Line = LineKind.SharedAddress });

        Assert.Equal((Verdict.Undetermined, 0), (shared.Verdict, shared.Findings.Length));
    }

    [Theory]
    [InlineData("sandbox_conn", "timestamp,ip,asn,geo,md5,protocol,port,host,bytes_in,bytes_out\n2026-11-03 04:05:06,203.0.113.1,1,DE,00,tcp,445,,0,0\n")]
    [InlineData("malware_url", "timestamp,url,hostname,ip,asn,port,tag,source,sha256,application\n2026-11-03 04:05:06,http://x.example/,x.example,203.0.113.1,1,445,,,,\n")]
    [InlineData("spam_url", "timestamp,url,hostname,ip,port,tag,sender,subject,src_ip\n2026-11-03 04:05:06,http://x.example/,x.example,203.0.113.1,445,,a,b,203.0.113.2\n")]
    [InlineData("compromised_account", "timestamp,email,infection,source_url\n2026-11-03 04:05:06,a@praxis.example,stealer,\n")]
    [InlineData("ransomware_victim", "timestamp,entity_name,website\n2026-11-03 04:05:06,Praxis,praxis.example\n")]
    [InlineData("event4_honeypot_ddos_target", Event + "2026-11-03 04:05:06,udp,198.51.100.9,1,1,,203.0.113.1,80,,,\n")]
    public void A_report_of_context_is_refused_with_its_reason(string type, string text)
    {
        InputException refused = Assert.Throws<InputException>(() => Read($"2026-11-03-{type}-praxis.csv", text));

        Assert.Equal("ReportNamesNoExposure", refused.Id);
        Assert.Contains(type, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Context_is_recognised_by_its_columns_where_the_file_was_renamed() =>
        Assert.Throws<InputException>(() => Read("report.csv", "timestamp,ip,asn,geo,md5,protocol,port,host,bytes_in,bytes_out\n2026-11-03 04:05:06,203.0.113.1,1,DE,00,tcp,445,,0,0\n"));

    [Theory]
    [InlineData("report.csv", "timestamp,ip,port,hostname,mysql_protocol_version,client_can_handle_expired_passwords\n2026-11-03 04:05:06,203.0.113.1,5678,,10,Y\n", "MySQL/MariaDB")]
    [InlineData("report.csv", "timestamp,ip,protocol,port,hostname,tag\n2026-11-03 04:05:06,203.0.113.1,tcp,5678,,iot;telnet-alt\n", "Telnet")]
    [InlineData("accessible-mysql.csv", "timestamp,ip,protocol,port,hostname\n2026-11-03 04:05:06,203.0.113.1,tcp,5678,\n", "MySQL/MariaDB")]
    public void A_renamed_report_is_recognised_by_its_columns_or_tag(string name, string text, string service) =>
        Assert.Equal(service, Assert.Single(Assess(name, text).Findings).Value("service"));

    [Theory]
    [InlineData("2027-01-05-scan_quantum-praxis.csv", Service + "2027-01-05 04:05:06,critical,203.0.113.1,tcp,445,,smb\n")]
    [InlineData("event4_quantum.csv", Event + "2027-01-05 04:05:06,tcp,203.0.113.1,445,64512,,198.51.100.9,80,andromeda,,\n")]
    public void A_type_that_a_newer_schema_adds_is_undetermined_and_named(string name, string text)
    {
        RouterExposure exposure = Assess(name, text);

        Assert.Equal((Verdict.Undetermined, 0, 0), (exposure.Verdict, exposure.Findings.Length, exposure.Ports.Length));
        Assert.Contains(exposure.Reasons, reason => reason.Code == "check.report-type-unknown" && reason.Text.Contains("quantum", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-10-01 00:00:00", "2026-10-30 00:00:00", "", "2026-10-01")]
    [InlineData("2026-10-01 00:00:00", "2026-10-30 00:00:00", "2026-09-15", "2026-09-15")]
    [InlineData("", "", "", "2026-11-03")]
    public void First_seen_of_a_special_report_is_since_when_the_practice_was_exposed(string first, string last, string exposed, string since)
    {
        Finding finding = Assert.Single(Assess("2026-11-03-special-praxis.csv", Special + $"2026-11-03 00:00:00,203.0.113.1,,,64512,cyclops-blink,,likely compromised,,{first},{last},{exposed}\n").Findings);

        Assert.Equal(since, finding.FirstSeen!.Value.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 0, 0, 0, TimeSpan.Zero), finding.LastSeen);
    }

    /// <summary>Other lines of the day are earlier and later.</summary>
    [Fact]
    public void A_finding_has_the_time_of_its_own_line()
    {
        ShadowserverRow[] rows =
        [
            Row("scan_ssh.csv", Service + "2026-11-03 01:00:00,info,203.0.113.1,tcp,22,,ssh\n"),
            Row("event4_sinkhole.csv", Event + "2026-11-03 05:00:00,tcp,203.0.113.1,51544,64512,,198.51.100.9,80,andromeda,,\n"),
            Row("scan_ssl.csv", Service + "2026-11-03 09:00:00,info,203.0.113.1,tcp,443,,ssl\n"),
        ];

        Finding finding = Assert.Single(ShadowserverReport.Assess(rows, null).Findings);

        Assert.Equal((5, 5), (finding.FirstSeen!.Value.UtcDateTime.Hour, finding.LastSeen!.Value.UtcDateTime.Hour));
    }

    [Fact]
    public void A_later_assessment_sees_the_same()
    {
        RouterExposure exposure = Assess("2026-11-03-special-praxis.csv", Special + "2026-11-03 04:05:06,203.0.113.1,,,64512,cyclops-blink,,likely compromised,,,,\n");

        Assert.Equal((Verdict.Exposed, 1), (exposure.Assessed().Verdict, exposure.Assessed().Findings.Length));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private RouterExposure Assess(string name, string text) => ShadowserverReport.Assess([Row(name, text)], null);

    private ShadowserverRow Row(string name, string text)
    {
        ShadowserverRow row = Assert.Single(Read(name, text));
        Assert.Null(row.Error);
        return row;
    }

    private ShadowserverRow[] Read(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return ShadowserverReport.Read(path).ToArray();
    }
}
