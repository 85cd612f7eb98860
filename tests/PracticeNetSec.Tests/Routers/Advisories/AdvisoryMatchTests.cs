// SPDX-License-Identifier: MIT
using System.Linq;
using FsCheck.Xunit;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Advisories;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Advisories;

/// <summary>The table of published faults, held against devices: what is unknown never counts as safe.</summary>
public class AdvisoryMatchTests
{
    [Theory]
    [InlineData("Telekom", "Digitalisierungsbox Premium", "10.2.01.104", "DBOX-2019-PORTRANGE", AdvisoryStatus.Affected)]
    [InlineData("Telekom", "Digitalisierungsbox Smart", "V.11.01.02.102", "DBOX-2019-PORTRANGE", AdvisoryStatus.Fixed)]
    [InlineData("Telekom", "Digitalisierungsbox Standard", null, "DBOX-2019-PORTRANGE", AdvisoryStatus.Undetermined)]
    [InlineData("Telekom", "Digitalisierungsbox", "11.01.02.102", "DBOX-2019-PORTRANGE", AdvisoryStatus.Undetermined)]
    [InlineData("Telekom", "Digitalisierungsbox Premium 2", "1.0.0.0", "DBOX-2019-PORTRANGE", AdvisoryStatus.NotListed)]
    [InlineData("bintec elmeg", "Digibox Premium", "10.2.9.102", "DBOX-2019-PORTRANGE", AdvisoryStatus.NotListed)]
    [InlineData("AVM", "FRITZ!Box Fon WLAN 7390", "84.06.01", "AVM-2014-REMOTE-ACCESS", AdvisoryStatus.Affected)]
    [InlineData("AVM", "FRITZ!Box Fon WLAN 7170", "29.04.87", "AVM-2014-REMOTE-ACCESS", AdvisoryStatus.Affected)]
    [InlineData("AVM", "FRITZ!Box WLAN 3370", "103.06.01", "AVM-2014-REMOTE-ACCESS", AdvisoryStatus.Affected)]
    [InlineData("AVM", "FRITZ!Box 7490 (UI)", "113.06.01", "AVM-2014-REMOTE-ACCESS", AdvisoryStatus.Affected)]
    [InlineData("AVM", "FRITZ!Box 7490", "113.06.01", "AVM-2014-REMOTE-ACCESS", AdvisoryStatus.Affected)]
    [InlineData("AVM", "FRITZ!Box 7490", "6.03", "AVM-2014-REMOTE-ACCESS", AdvisoryStatus.Fixed)]
    [InlineData("AVM", "FRITZ!Box 7270 v3", "74.05.53", "AVM-2014-REMOTE-ACCESS", AdvisoryStatus.Affected)]
    [InlineData("AVM", "FRITZ!Box 7270", "5.54", "AVM-2014-REMOTE-ACCESS", AdvisoryStatus.Undetermined)]
    [InlineData("AVM", "FRITZ!Box 7170", "29.04.88", "AVM-2014-REMOTE-ACCESS", AdvisoryStatus.Fixed)]
    [InlineData("AVM", "FRITZ!Box 7570", "75.04.91", "AVM-2014-REMOTE-ACCESS", AdvisoryStatus.Affected)]
    [InlineData("AVM", "FRITZ!Box 7490", "113.07.29", "AVM-2023-HTTPS", AdvisoryStatus.Affected)]
    [InlineData("AVM", "FRITZ!Box 7590", "154.07.57", "AVM-2023-HTTPS", AdvisoryStatus.Fixed)]
    [InlineData("AVM", "FRITZ!Box 7590", "7.50", "AVM-2023-HTTPS", AdvisoryStatus.Affected)]
    [InlineData("AVM", "FRITZ!Box 3490", "7.31", "AVM-2023-HTTPS", AdvisoryStatus.Fixed)]
    [InlineData("AVM", "FRITZ!Box 7430", "7.31", "AVM-2023-HTTPS", AdvisoryStatus.Fixed)]
    [InlineData("AVM", "FRITZ!Box 7560", "149.07.30", "AVM-2023-HTTPS", AdvisoryStatus.Fixed)]
    [InlineData("AVM", "FRITZ!Box 6820 LTE", "142.07.13", "AVM-2023-HTTPS", AdvisoryStatus.Affected)]
    [InlineData("AVM", "FRITZ!Box 6820 LTE v2", "7.30", "AVM-2023-HTTPS", AdvisoryStatus.Undetermined)]
    [InlineData("AVM", "FRITZ!Box 6430 Cable", "159.07.30", "AVM-2023-HTTPS", AdvisoryStatus.Fixed)]
    [InlineData("AVM", "FRITZ!Box Fon WLAN 7390", "84.06.88", "AVM-2023-HTTPS", AdvisoryStatus.Fixed)]
    [InlineData("AVM", "FRITZ!Box Fon WLAN 7390", "84.06.87", "AVM-2023-HTTPS", AdvisoryStatus.Affected)]
    [InlineData("AVM", "FRITZ!Box 7272", "6.88", "AVM-2023-HTTPS", AdvisoryStatus.Undetermined)]
    [InlineData("AVM", "FRITZ!Box 4020", "6.84", "AVM-2023-HTTPS", AdvisoryStatus.Undetermined)]
    [InlineData("AVM", "FRITZ!Box 5491", "7.31", "AVM-2023-HTTPS", AdvisoryStatus.Fixed)]
    [InlineData("AVM", "FRITZ!Box 4060", "261.07.30", "AVM-2023-HTTPS", AdvisoryStatus.Affected)]
    [InlineData("AVM", "FRITZ!Box 6850 5G", "7.30", "AVM-2023-HTTPS", AdvisoryStatus.Undetermined)]
    [InlineData("AVM", "FRITZ!Box 6850 5G", "7.29", "AVM-2023-HTTPS", AdvisoryStatus.Affected)]
    [InlineData("AVM", "FRITZ!Box 7430", "7.30", "AVM-2023-HTTPS", AdvisoryStatus.Affected)]
    [InlineData("AVM", null, "7.31", "AVM-2023-HTTPS", AdvisoryStatus.Undetermined)]
    [InlineData("AVM", null, "7.57", "AVM-2023-HTTPS", AdvisoryStatus.Fixed)]
    [InlineData("AVM", "FRITZ!Box", "8.02", "AVM-2014-REMOTE-ACCESS", AdvisoryStatus.Fixed)]
    [InlineData("AVM", "FRITZ!Box", "5.54", "AVM-2014-REMOTE-ACCESS", AdvisoryStatus.Undetermined)]
    [InlineData("Zyxel", null, "4.73 Patch 1", "CVE-2023-28771", AdvisoryStatus.Undetermined)]
    [InlineData("Telekom", "Speedport W 921V", "1.40.000", "SPEEDPORT-2016-TR069", AdvisoryStatus.Affected)]
    [InlineData("Telekom", "Speedport W 723V Typ B", "1.41.000", "SPEEDPORT-2016-TR069", AdvisoryStatus.Fixed)]
    [InlineData("Telekom", "Speedport W 921 Fiber", "1.41.000", "SPEEDPORT-2016-TR069", AdvisoryStatus.Affected)]
    [InlineData("LANCOM", "1781VA", "10.72 RU7", "LANCOM-2024-EMPTY-ROOT", AdvisoryStatus.NotListed)]
    [InlineData("LANCOM", "1781VA", "10.80.0345RU2", "LANCOM-2024-EMPTY-ROOT", AdvisoryStatus.Affected)]
    [InlineData("LANCOM", "1781VA", "10.80 RU4", "LANCOM-2024-EMPTY-ROOT", AdvisoryStatus.Fixed)]
    [InlineData("LANCOM", "1781VA", "10.80", "LANCOM-2024-EMPTY-ROOT", AdvisoryStatus.Undetermined)]
    [InlineData("LANCOM", "1781VA", "10.12", "LANCOM-2024-EMPTY-ROOT", AdvisoryStatus.NotListed)]
    [InlineData("LANCOM", "1781A", "9.20.0566", "LANCOM-2024-EMPTY-ROOT", AdvisoryStatus.NotListed)]
    [InlineData("LANCOM", "1800EF", "10.90", "LANCOM-2024-EMPTY-ROOT", AdvisoryStatus.Fixed)]
    [InlineData("Zyxel", "USG FLEX 100", "ZLD 5.35", "CVE-2023-28771", AdvisoryStatus.Affected)]
    [InlineData("Zyxel", "VPN50", "V5.36(ABHL.0)", "CVE-2023-28771", AdvisoryStatus.Fixed)]
    [InlineData("Zyxel", "USG60", "4.73", "CVE-2023-28771", AdvisoryStatus.Affected)]
    [InlineData("Zyxel", "ZyWALL 110", "4.73 Patch 1", "CVE-2023-28771", AdvisoryStatus.Fixed)]
    [InlineData("Zyxel", "USG20-VPN", "5.30", "CVE-2023-28771", AdvisoryStatus.Affected)]
    [InlineData("Zyxel", "ATP200", "4.33", "CVE-2023-28771", AdvisoryStatus.NotListed)]
    [InlineData("Sophos", "XGS 116", "18.5.3 MR-3-Build408", "CVE-2022-1040", AdvisoryStatus.Affected)]
    [InlineData("Sophos", "XGS 116", "19.0 GA", "CVE-2022-1040", AdvisoryStatus.Fixed)]
    [InlineData("Sophos", "UTM 9", "9.711-5", "CVE-2022-1040", AdvisoryStatus.Undetermined)]
    [InlineData("Sophos", "XGS 116", "19.0.1 MR-1-Build365", "CVE-2022-3236", AdvisoryStatus.Affected)]
    [InlineData("Sophos", "XGS 116", "18.5 MR5", "CVE-2022-3236", AdvisoryStatus.Fixed)]
    [InlineData("Sophos", "XGS 116", "19.5 GA", "CVE-2022-3236", AdvisoryStatus.Fixed)]
    [InlineData("Sophos", "XG 115", "17.5 MR12", "CVE-2020-12271", AdvisoryStatus.Undetermined)]
    [InlineData("Sophos", "XG 115", "16.5 MR8", "CVE-2020-12271", AdvisoryStatus.NotListed)]
    [InlineData("Zyxel", "USG FLEX 50", "5.00", "CVE-2022-30525", AdvisoryStatus.NotListed)]
    [InlineData("Zyxel", "USG FLEX 500", "5.00", "CVE-2022-30525", AdvisoryStatus.Affected)]
    [InlineData("Zyxel", "USG FLEX 100", "5.36 Patch 1", "CVE-2023-33009", AdvisoryStatus.Affected)]
    [InlineData("Zyxel", "USG FLEX 100H", "V1.31(ABXF.0)", "CVE-2024-11667", AdvisoryStatus.NotListed)]
    [InlineData("DrayTek", "Vigor3900", "1.5.1", "CVE-2020-15415", AdvisoryStatus.Affected)]
    public void A_device_is_matched_with_the_published_advisories(string vendor, string? model, string? firmware, string id, AdvisoryStatus status)
    {
        AdvisoryMatch match = Assert.Single(Match(vendor, model, firmware), match => match.Id == id);

        Assert.Equal(status, match.Status);
        Assert.NotEmpty(match.FixedIn!);
        Assert.NotEmpty(match.Source!);
    }

    [Theory]
    [InlineData(null, null, "11.1.2.102")]
    [InlineData(null, "VPN50", "5.30")]
    [InlineData("Cisco", "VPN50", "5.30")]
    [InlineData("Telekom", "Speedport Smart 3", "010137.3.5.000.0")]
    [InlineData("TP-Link", "Digitalisierungsbox Premium", "10.2.1.104")]
    [InlineData("DrayTek", "Vigor2920", "1.0.0")]
    [InlineData("LANCOM", "LX-6400", "10.80 RU1")]
    [InlineData("LANCOM", "LANCOM LW-600", "10.80.0345RU2")]
    [InlineData("LANCOM", "GS-2326+", "10.80 RU1")]
    [InlineData("LANCOM", "XS-5116QF", "")]
    [InlineData("LANCOM", "IGS-3510XUP", "10.80 RU1")]
    [InlineData("LANCOM", "a model without a known name", "LCOS SX 10.80 RU1")]
    [InlineData("LANCOM", null, "LCOS LX 10.80 RU1")]
    public void An_unrelated_device_has_no_match(string? vendor, string? model, string firmware) =>
        Assert.Empty(Match(vendor, model, firmware));

    [Theory]
    [InlineData("bintec elmeg", "be.IP plus", "10.2.1.104 from 2018/10/25 00:00:00", AdvisoryStatus.Undetermined)]
    [InlineData("bintec elmeg", "be.IP plus", "V.10.2.7.100 from 2019/11/25 00:00:00", AdvisoryStatus.Undetermined)]
    [InlineData("bintec elmeg", "be.IP swift", "10.2.9.102", AdvisoryStatus.Undetermined)]
    [InlineData("bintec elmeg", "be.IP", "", AdvisoryStatus.Undetermined)]
    [InlineData(null, "be.IP plus", "", AdvisoryStatus.Undetermined)]
    [InlineData("bintec elmeg", "be.IP plus", "V.10.2.9.102 IPv6, IPSec, PBX from 2021/03/16 00:00:00", AdvisoryStatus.NotListed)]
    public void A_be_IP_is_affected_under_a_condition_and_undetermined_until_its_firmware_is_newer_than_the_update(string? vendor, string model, string firmware, AdvisoryStatus status)
    {
        AdvisoryMatch match = Assert.Single(AdvisoryCatalog.Shipped.Match(new RouterIdentity { Vendor = vendor, Model = model }, FirmwareText.Parse(firmware, FirmwareScheme.Bintec)));

        Assert.Equal(("DBOX-2019-PORTRANGE", status), (match.Id, match.Status));
        Assert.Equal(status == AdvisoryStatus.Undetermined, match.FixedIn is null);
        Assert.Equal(status == AdvisoryStatus.Undetermined, match.Precondition?.Contains("service group \"Internet\"", System.StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_precondition_is_part_of_the_match_and_of_the_evidence()
    {
        RouterExposure router = new()
        {
            ComputerName = "203.0.113.7",
            Vantage = Vantage.Inside,
            Identity = new RouterIdentity { Vendor = "AVM", Model = "FRITZ!Box 7590", Confidence = Confidence.High },
            Firmware = FirmwareText.Parse("154.07.50", FirmwareScheme.FritzOs),
        };
        router.ForwardsComplete = true;
        router = router.Assessed();

        Assert.Equal(Verdict.AtRisk, router.Verdict);
        Finding finding = Assert.Single(router.Findings, finding => finding.RuleId == "router.firmware-advisory");
        Assert.Contains(finding.Evidence, each => each.Code == EvidenceCode.AdvisoryPrecondition && each.Get<string>("precondition") == "remote access over HTTPS is switched on");
        Assert.Contains("7.57", finding.Values);
        Assert.DoesNotContain(router.Findings, finding => finding.RuleId == "router.firmware-widens");
    }

    [Property]
    public bool An_unknown_firmware_is_never_fixed_or_affected(int which, string? text)
    {
        RouterAdvisory[] firmware = AdvisoryCatalog.Shipped.Entries.Where(entry => entry.Kind == AdvisoryKind.Firmware).ToArray();
        RouterAdvisory advisory = firmware[(which & int.MaxValue) % firmware.Length];
        string letters = new((text ?? "").Where(character => !char.IsDigit(character)).ToArray());
        string model = advisory.Models[0].TrimEnd('*');
        return Match(advisory.Vendor, model.Length == 0 ? "any" : model, letters)
            .All(match => match.Status is AdvisoryStatus.Undetermined or AdvisoryStatus.NotListed);
    }

    private static AdvisoryMatch[] Match(string? vendor, string? model, string? firmware) => AdvisoryCatalog.Shipped.Match(
        new RouterIdentity { Vendor = vendor, Model = model },
        firmware is null ? null : new RouterFirmware { Text = firmware });
}
