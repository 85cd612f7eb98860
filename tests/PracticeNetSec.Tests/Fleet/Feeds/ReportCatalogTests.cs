// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Feeds;

/// <summary>The table of the published schema of Shadowserver's reports.</summary>
public class ReportCatalogTests
{
    [Fact]
    public void Every_type_of_the_schema_of_March_2026_is_in_the_table() => Assert.Equal(170, ReportCatalog.Shipped.Types.Count);

    [Fact]
    public void A_type_for_the_internal_network_names_its_service() => Assert.All(
        ReportCatalog.Shipped.Types.Where(type => type.Kind == ReportedKind.AccessibleService),
        type => Assert.True(type.Service.Length > 0 && (type.Label.Length > 0 || ServiceNames.DangerousServices.Any(known => known.Name == type.Service)), type.Name));

    [Fact]
    public void A_type_over_IPv6_means_the_same_as_over_IPv4() => Assert.All(
        ReportCatalog.Shipped.Types.Where(type => type.Name.StartsWith("scan6_", StringComparison.Ordinal)),
        type => Assert.Equal(ReportCatalog.Shipped.Find("scan_" + type.Subject) is { } version4 ? (version4.Kind, version4.Service, version4.Label) : default, (type.Kind, type.Service, type.Label)));

    [Fact]
    public void A_type_that_names_an_attacker_or_malware_is_severe() => Assert.All(
        ReportCatalog.Shipped.Types.Where(type => type.Kind is ReportedKind.CompromisedHost or ReportedKind.EventFromInside), type => Assert.True(type.Severity >= Severity.High, type.Name));

    [Fact]
    public void Columns_identify_one_type_alone() => Assert.All(
        ReportCatalog.Shipped.Types.Where(type => type.Columns.Length > 0), type => Assert.Same(type, ReportCatalog.Shipped.OfColumns(type.Columns)));

    [Theory]
    [InlineData("2015-01-01-dns_openresolver-sample-asn.csv", "scan_dns")]
    [InlineData("2020-04-03-scan_ics-sample-asn-delayed.csv", "scan_ics")]
    [InlineData("old-scan_smb.csv", "scan_smb")]
    [InlineData("SCAN_SMB.CSV", "scan_smb")]
    [InlineData("2021-06-01-sinkhole_http_drone-praxis.csv", "event4_sinkhole_http")]
    [InlineData("2027-01-05-quantum_link-special-asn.csv", null)] // the recipient's words are no type
    [InlineData("report.csv", null)]
    public void A_file_s_name_gives_the_type(string name, string? type) => Assert.Equal(type, ReportCatalog.Shipped.OfFile(name)?.Name);

    [Theory]
    [InlineData("2027-01-05-quantum_link-praxis.csv", "quantum_link")]
    [InlineData("scan6_quantum.csv", "scan6_quantum")]
    [InlineData("2027-01-05-smb-praxis.csv", null)] // a tag instead of a type
    [InlineData("report.csv", null)]
    public void A_file_s_name_gives_a_type_of_a_newer_schema(string name, string? type) => Assert.Equal(type, ReportCatalog.Shipped.UnknownTypeOf(name));

    [Theory]
    [InlineData("telnet-alt", "scan_telnet")]
    [InlineData("ldap-tcp", "scan_ldap_tcp")]
    [InlineData("mqtt-anon", "scan_mqtt_anon")]
    [InlineData("iot", null)]
    public void A_tag_gives_the_service(string tag, string? type) => Assert.Equal(type, ReportCatalog.Shipped.OfTag(tag)?.Name);
}
