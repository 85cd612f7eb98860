// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using FsCheck.Xunit;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Advisories;
using PracticeNetSec.Routers.Fingerprints;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Fingerprints;

/// <summary>Signs by which devices are recognised, and how they weigh together.</summary>
public class FingerprintJudgeTests
{
    private const string Greeting = "Welcome to Digitalisierungsbox Premium version 10.2.01.104 from 2018/10/25 00:00:00 Login:";
    private const string BoxPage = "<html><div title=\"Digitalisierungsbox Smart\"></div><script>Env.setAppName('x')</script>";

    [Theory]
    [InlineData(SignPlace.Body, BoxPage, "Telekom", "Digitalisierungsbox Smart", Confidence.High)]
    [InlineData(SignPlace.Body, "<div title=\"Digitalisierungsbox ...\"><script>Env.setAppName()", "Telekom", "Digitalisierungsbox", Confidence.High)]
    [InlineData(SignPlace.Greeting, Greeting, "Telekom", "Digitalisierungsbox Premium", Confidence.High)]
    [InlineData(SignPlace.Favicon, "-375623619", "bintec elmeg", null, Confidence.Medium)]
    [InlineData(SignPlace.Title, "Speedport W 921V - Anmeldung", "Telekom", "Speedport W 921V", Confidence.Medium)]
    [InlineData(SignPlace.Title, "Speedport W 723V Typ B", "Telekom", "Speedport W 723V Typ B", Confidence.Medium)]
    [InlineData(SignPlace.Title, "FRITZ!Box 7590 AX", "AVM", "FRITZ!Box 7590 AX", Confidence.Medium)]
    [InlineData(SignPlace.Body, "<title>FRITZ!Box</title><script src=\"/js/login_sid.lua\">", "AVM", "FRITZ!Box", Confidence.High)]
    [InlineData(SignPlace.Subject, "CN=abc123def.myfritz.net", "AVM", "FRITZ!Box", Confidence.Medium)]
    [InlineData(SignPlace.Realm, "Digest realm=\"F!Box SOAP-Auth\", nonce=\"1\"", "AVM", "FRITZ!Box", Confidence.High)]
    [InlineData(SignPlace.Server, "LANCOM 1781VA (over ISDN) 10.12.0527SU14 / 25.09.2019", "LANCOM", "1781VA", Confidence.High)]
    [InlineData(SignPlace.Title, "USG FLEX 100", "Zyxel", "USG FLEX 100", Confidence.Medium)]
    [InlineData(SignPlace.Body, "<title>ATP700</title><div class=\"zyxel zyxel_style1\">", "Zyxel", "ATP700", Confidence.High)]
    [InlineData(SignPlace.Body, "<title>Sophos</title><script>Cyberoam.setContextPath(\"/userportal\");</script>ver=18.5.3.408", "Sophos", "Sophos Firewall", Confidence.High)]
    public void One_sign_identifies_its_router(object place, string text, string vendor, string? model, Confidence confidence)
    {
        RouterIdentity identity = FingerprintJudge.Router(Match((443, (SignPlace)place, text)))!;

        Assert.Equal(vendor, identity.Vendor);
        Assert.Equal(model, identity.Model);
        Assert.Equal(confidence, identity.Confidence);
        Assert.Equal(443L, identity.Evidence[0].Arguments["port"]);
    }

    [Theory]
    [InlineData(SignPlace.Title, "QNAP Turbo NAS", DeviceRole.Nas, "QNAP", null)]
    [InlineData(SignPlace.Title, "DS218+ - Synology DiskStation", DeviceRole.Nas, "Synology", "DS218+")]
    [InlineData(SignPlace.Subject, "CN=QNAP NAS, OU=NAS, O=QNAP Systems Inc., C=TW", DeviceRole.Nas, "QNAP", null)]
    [InlineData(SignPlace.Issuer, "CN=GEM.KOMP-CA8, OU=Komponenten-CA der Telematikinfrastruktur, O=gematik GmbH, C=DE", DeviceRole.Konnektor, "gematik", null)]
    public void A_device_behind_the_router_is_no_router(object place, string text, DeviceRole role, string vendor, string? model)
    {
        SignMatch[] signs = Match((8080, (SignPlace)place, text));

        DeviceFingerprint device = Assert.Single(FingerprintJudge.Devices(signs));
        Assert.Null(FingerprintJudge.Router(signs));
        Assert.Equal((role, vendor, model), (device.Role, device.Vendor, device.Model));
        Assert.Equal(new[] { 8080 }, device.Ports);
    }

    [Theory]
    [InlineData(SignPlace.Body, "<div title=\"Digitalisierungsbox Smart\">")]
    [InlineData(SignPlace.Body, "Env.setAppName('be.IP')")]
    [InlineData(SignPlace.Body, "<title>FRITZ!WLAN Repeater</title> FRITZ!Box AVM")]
    [InlineData(SignPlace.Body, "We sell the FRITZ!Box and the bintec")]
    [InlineData(SignPlace.Title, "Our new NAS")]
    [InlineData(SignPlace.Favicon, "375623619")]
    [InlineData(SignPlace.Server, "nginx behind LANCOM")]
    [InlineData(SignPlace.Title, "VPN for beginners")]
    public void A_partial_sign_does_not_match(object place, string text) => Assert.Empty(Match((443, (SignPlace)place, text)));

    [Fact]
    public void Signs_of_different_kinds_that_agree_raise_the_confidence()
    {
        RouterIdentity one = FingerprintJudge.Router(Match((443, SignPlace.Title, "FRITZ!Box 7590")))!;
        RouterIdentity two = FingerprintJudge.Router(Match((443, SignPlace.Title, "FRITZ!Box 7590"), (443, SignPlace.Subject, "CN=fritz.box")))!;
        RouterIdentity same = FingerprintJudge.Router(Match((443, SignPlace.Title, "FRITZ!Box 7590"), (80, SignPlace.Title, "FRITZ!Box 7590")))!;

        Assert.Equal((Confidence.Medium, Confidence.High, Confidence.Medium), (one.Confidence, two.Confidence, same.Confidence));
        Assert.Equal("FRITZ!Box 7590", two.Model);
        Assert.Equal(2, two.Evidence.Length);
    }

    [Fact]
    public void The_favicon_of_the_vendor_agrees_with_the_brand_that_it_builds_for()
    {
        RouterIdentity identity = FingerprintJudge.Router(Match((443, SignPlace.Favicon, "-375623619"), (23, SignPlace.Greeting, Greeting)))!;

        Assert.Equal(("Telekom", "Digitalisierungsbox Premium", Confidence.High), (identity.Vendor, identity.Model, identity.Confidence));
    }

    [Fact]
    public void A_contradicting_sign_lowers_the_confidence_and_both_are_kept()
    {
        RouterIdentity identity = FingerprintJudge.Router(Match((23, SignPlace.Greeting, Greeting), (443, SignPlace.Title, "FRITZ!Box 7590")))!;

        Assert.Equal(("Telekom", Confidence.Medium), (identity.Vendor, identity.Confidence));
        Assert.Contains(identity.Evidence, sign => sign.Get<string>("device")?.StartsWith("AVM", StringComparison.Ordinal) == true);
        Assert.Contains(identity.Evidence, sign => sign.Get<string>("device")?.Contains("Digitalisierungsbox", StringComparison.Ordinal) == true);
        Assert.Contains(EvidenceOf.FingerprintContradiction(), identity.Evidence.Stated());
    }

    [Fact]
    public void Two_vendors_with_equal_confidence_identify_nothing()
    {
        RouterIdentity identity = FingerprintJudge.Router(Match((443, SignPlace.Title, "FRITZ!Box 7590"), (80, SignPlace.Title, "USG FLEX 100")))!;

        Assert.Null(identity.Vendor);
        Assert.Null(identity.Model);
        Assert.Equal(Confidence.Low, identity.Confidence);
        Assert.Equal(3, identity.Evidence.Length);
    }

    [Fact]
    public void Two_reported_models_leave_only_the_product_family()
    {
        RouterIdentity identity = FingerprintJudge.Router(Match((443, SignPlace.Title, "FRITZ!Box 7590"), (80, SignPlace.Title, "FRITZ!Box 7490")))!;

        Assert.Equal(("AVM", "FRITZ!Box", Confidence.Low), (identity.Vendor, identity.Model, identity.Confidence));
    }

    [Fact]
    public void The_greeting_gives_firmware_and_build_date()
    {
        SignMatch[] signs = Match((23, SignPlace.Greeting, Greeting));
        RouterFirmware firmware = FingerprintJudge.Firmware(signs, FingerprintJudge.Router(signs))!;

        Assert.Equal("10.2.1.104", firmware.Version);
        Assert.Equal(new DateTime(2018, 10, 25), firmware.BuildDate);
    }

    [Theory]
    [InlineData("LANCOM 1781VA 10.80.0345RU2 / 25.09.2023", "10.80 RU2", AdvisoryStatus.Affected)]
    [InlineData("LANCOM 1781VA 10.80.0345 / 25.09.2023", "10.80", AdvisoryStatus.Undetermined)]
    [InlineData("LANCOM 1781VA 10.12.0527 / 25.09.2019", "10.12", AdvisoryStatus.NotListed)]
    public void The_version_of_a_header_is_matched_with_an_advisory(string server, string? version, AdvisoryStatus status)
    {
        SignMatch[] signs = Match((80, SignPlace.Server, server));
        RouterIdentity identity = FingerprintJudge.Router(signs)!;
        RouterFirmware firmware = FingerprintJudge.Firmware(signs, identity)!;

        Assert.Equal(version, firmware.Version);
        Assert.Equal(status, Assert.Single(AdvisoryCatalog.Shipped.Match(identity, firmware)).Status);
    }

    [Theory]
    [InlineData(Vantage.Outside, Verdict.Exposed)]
    [InlineData(Vantage.Inside, Verdict.Undetermined)]
    public void A_NAS_reached_from_outside_is_a_finding_and_from_inside_is_none(Vantage vantage, Verdict verdict)
    {
        RouterExposure router = new() { ComputerName = "203.0.113.7", Vantage = vantage, Devices = FingerprintJudge.Devices(Match((8080, SignPlace.Title, "QNAP Turbo NAS"))) };

        router = router.Assessed();

        Assert.Equal(verdict, router.Verdict);
        Assert.Equal(vantage == Vantage.Outside, router.Findings.Any(finding => finding.RuleId == "router.nas-reachable" && finding.Values.Any(value => value.Contains("QNAP", StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_sign_has_a_source_and_a_unique_id()
    {
        FingerprintSign[] signs = FingerprintCatalog.Shipped.Signs;

        Assert.All(signs, sign => Assert.True(sign.Source.Length > 0 && (sign.Contains.Length > 0 || sign.Pattern is not null), sign.Id));
        Assert.Equal(signs.Length, signs.Select(sign => sign.Id).Distinct().Count());
    }

    [Property]
    public bool Arbitrary_device_text_is_evaluated_without_an_exception(string? text, int place, string? more)
    {
        SignPlace[] places = Enum.GetValues<SignPlace>();
        SignMatch[] signs = Match(
            (80, places[(place & int.MaxValue) % places.Length], $"{text}"),
            (443, SignPlace.Body, $"FRITZ!Box {more} AVM title=\"Digitalisierungsbox {text} Env.setAppName"),
            (443, SignPlace.Server, $"LANCOM {text} {more}"));
        RouterIdentity identity = FingerprintJudge.Router(signs)!;
        return identity.Confidence >= Confidence.Low && FingerprintJudge.Firmware(signs, identity) is null or { Version: null };
    }

    private static SignMatch[] Match(params (int Port, SignPlace Place, string Text)[] seen) =>
        FingerprintCatalog.Shipped.Match(seen.Select(one => new Observation(one.Port, one.Place, one.Text)));
}
