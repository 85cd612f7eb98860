// SPDX-License-Identifier: MIT
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>What a practice states about the risk is flagged where the measurements or Art. 34(3) GDPR do not support it.</summary>
public sealed class StatedRiskTests
{
    [Fact]
    public void Later_measures_need_more_than_the_closing()
    {
        BreachIncident incident = Uninformed();
        Assert.Contains(Incidents.Report(incident: incident).Statements, statement => statement is { Text: "gap.later-measures", IsGap: true });

        incident.Access = ActualAccess.No;
        Assert.DoesNotContain(Incidents.Report(incident: incident).Statements, statement => statement.Text == "gap.later-measures");
    }

    [Fact]
    public void An_unlikely_risk_beside_measured_patient_data_needs_reasons()
    {
        BreachIncident incident = Incidents.Complete();
        incident.Risk = RiskLevel.Unlikely;
        Assert.Contains(Incidents.Report(incident: incident).Statements, statement => statement is { Text: "gap.risk-unlikely", IsGap: true });

        incident.Access = ActualAccess.No;
        Assert.DoesNotContain(Incidents.Report(incident: incident).Statements, statement => statement.Text == "gap.risk-unlikely");
    }

    private static BreachIncident Uninformed()
    {
        BreachIncident incident = Incidents.Complete();
        (incident.PatientsInformed, incident.PatientsInformedAt, incident.PatientsInformedHow) = (false, null, null);
        (incident.PatientsExemption, incident.PatientsReasons) = (PatientsExemption.LaterMeasures, "Weiterleitung gelöscht");
        return incident;
    }
}
