// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using Xunit;

namespace PracticeNetSec.Tests.Breach;

/// <summary>Values that cannot both be true are refused, and the error names both fields.</summary>
public sealed class IncidentContradictionTests
{
    [Theory]
    [InlineData("""{ "patients": { "informed": true, "exception": "LaterMeasures", "reasons": "x" } }""", "patients.informed", "patients.exception")]
    [InlineData("""{ "patients": { "informed": true, "reasons": "x" } }""", "patients.informed", "patients.reasons")]
    [InlineData("""{ "patients": { "informed": false, "informedAt": "2026-11-23 09:40" } }""", "patients.informed", "patients.informedAt")]
    [InlineData("""{ "patients": { "informed": false, "how": "Brief" } }""", "patients.informed", "patients.how")]
    [InlineData("""{ "aware": { "at": "2026-11-20 09:40" }, "timeline": { "openSince": "2026-11-21 09:40" } }""", "aware.at", "timeline.openSince")]
    [InlineData("""{ "processor": { "toldPracticeAt": "2026-11-20 09:40" }, "timeline": { "openSince": "2026-11-21 09:40" } }""", "processor.toldPracticeAt", "timeline.openSince")]
    [InlineData("""{ "timeline": { "openSince": "2026-11-21 09:40", "closedAt": "2026-11-20 09:40" } }""", "timeline.closedAt", "timeline.openSince")]
    [InlineData("""{ "timeline": { "openSince": "2026-11-21 09:40", "verifiedAt": "2026-11-20 09:40" } }""", "timeline.verifiedAt", "timeline.openSince")]
    [InlineData("""{ "aware": { "at": "2026-11-21 09:40" }, "patients": { "informed": true, "informedAt": "2026-11-20 09:40" } }""", "patients.informedAt", "aware.at")]
    [InlineData("""{ "risk": { "level": "Unlikely", "reasons": "x" }, "authority": { "notifiedAt": "2026-11-20 09:40", "noNotificationReason": "x" } }""", "authority.noNotificationReason", "authority.notifiedAt")]
    [InlineData("""{ "risk": { "level": "Unlikely", "reasons": "x" }, "authority": { "delayReason": "x", "noNotificationReason": "x" } }""", "authority.noNotificationReason", "authority.delayReason")]
    [InlineData("""{ "risk": { "level": "HighRisk", "reasons": "x" }, "authority": { "noNotificationReason": "x" } }""", "authority.noNotificationReason", "risk.level")]
    [InlineData("""{ "authority": { "noNotificationReason": "x" } }""", "authority.noNotificationReason", "risk.level")]
    [InlineData("""{ "aware": { "at": "2026-11-20 09:40" }, "authority": { "notifiedAt": "2026-11-21 09:40", "delayReason": "x" } }""", "authority.delayReason", "authority.notifiedAt")]
    [InlineData("""{ "risk": { "level": "HighRisk", "reasons": "x" }, "patients": { "informed": false, "reasons": "x" } }""", "patients.informed", "patients.exception")]
    [InlineData("""{ "risk": { "level": "Risk", "reasons": "x" }, "patients": { "informed": false, "exception": "Disproportionate", "reasons": "x" } }""", "risk.level", "patients.exception")]
    [InlineData("""{ "risk": { "level": "Unlikely", "reasons": "x" }, "patients": { "exception": "Unintelligible", "reasons": "x" } }""", "risk.level", "patients.exception")]
    [InlineData("""{ "risk": { "level": "Unlikely", "reasons": "x" }, "actualAccess": { "result": "Yes", "basis": "x" } }""", "risk.level", "actualAccess.result")]
    public void Contradictory_values_are_an_error_that_names_both_fields(string json, string one, string other)
    {
        InputException error = Assert.Throws<InputException>(() => IncidentFile.Read(json, "praxis.json"));

        Assert.Equal("InvalidIncidentValue", error.Id);
        Assert.Contains("'praxis.json'", error.Message, StringComparison.Ordinal);
        Assert.Contains(one, error.Message, StringComparison.Ordinal);
        Assert.Contains(other, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "patients": { "informed": false, "exception": "LaterMeasures", "reasons": "x" } }""")]
    [InlineData("""{ "patients": { "informed": true, "informedAt": "2026-11-23 09:40", "how": "Brief" } }""")]
    [InlineData("""{ "risk": { "level": "Unlikely", "reasons": "x" }, "authority": { "noNotificationReason": "x" } }""")]
    [InlineData("""{ "aware": { "at": "2026-11-20 09:40" }, "authority": { "notifiedAt": "2026-11-24 09:40", "delayReason": "x" } }""")]
    [InlineData("""{ "aware": { "at": "2026-11-20 09:40" }, "authority": { "delayReason": "x" } }""")]
    [InlineData("""{ "aware": { "at": "9999-12-30 09:40" }, "authority": { "notifiedAt": "9999-12-31 09:40", "delayReason": "x" } }""")]
    [InlineData("""{ "aware": { "at": "2026-11-20 09:40" }, "timeline": { "openSince": "2026-11-20 09:40", "closedAt": "2026-11-20 09:40", "verifiedAt": "2026-11-20 09:40" } }""")]
    public void Values_that_agree_are_read(string json) => Assert.NotNull(IncidentFile.Read(json, "x"));

    [Fact]
    public void Reasons_for_not_notifying_are_in_the_register_and_no_notification_is_proposed()
    {
        BreachIncident silent = Incidents.Complete();
        silent.NotifiedAt = null;
        silent.Reference = null;
        silent.Risk = RiskLevel.Unlikely;
        silent.RiskReasons = "Nur Testdaten";
        silent.NoNotificationReason = "Auf dem Gerät lagen nur Testdaten";
        BreachReport report = BreachReport.Create(
            CelleCase.Router(), new[] { CelleCase.Server() }, new BreachReportOptions { Incident = silent, Now = CelleCase.Now.AddDays(30) });

        string register = Rendered.Html(report, "de", ReportDocument.Register);
        Assert.Contains("Nicht gemeldet, weil ein Risiko", register, StringComparison.Ordinal);
        Assert.Contains("Auf dem Gerät lagen nur Testdaten", register, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Statements, statement => statement.Field is "field.delay" || statement.Text == "gap.notified");
        Assert.DoesNotContain(report.Steps, step => step.Text.StartsWith("step.notify", StringComparison.Ordinal));
        Assert.DoesNotContain("muss bis", Rendered.Html(report), StringComparison.Ordinal);
        Assert.Contains("wird dann nicht abgesandt", Rendered.Html(report, "de", ReportDocument.Authority), StringComparison.Ordinal);
    }
}
