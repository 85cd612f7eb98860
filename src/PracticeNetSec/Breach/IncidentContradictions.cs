// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Model;

namespace PracticeNetSec.Breach;

/// <summary>Values of an incident file that cannot both be true. A document that states both is worse than none.</summary>
internal static class IncidentContradictions
{
    private const int LastYear = 9000;

    /// <summary>Checks for them.</summary>
    /// <param name="incident">The incident file's values; null has no contradictions.</param>
    /// <exception cref="InputException"><c>InvalidIncidentValue</c>: the message names the fields.</exception>
    public static void Refuse(BreachIncident? incident)
    {
        if (incident is null)
        {
            return;
        }

        foreach ((bool isThere, string what) in Rules(incident))
        {
            if (isThere)
            {
                throw new InputException("InvalidIncidentValue", what + " Correct one of them in the incident file.");
            }
        }
    }

    private static IEnumerable<(bool IsThere, string What)> Rules(BreachIncident incident)
    {
        yield return Order("timeline.closedAt", incident.ClosedAt, "timeline.openSince", incident.OpenSince);
        yield return Order("timeline.verifiedAt", incident.VerifiedAt, "timeline.closedAt", incident.ClosedAt);
        yield return Order("timeline.verifiedAt", incident.VerifiedAt, "timeline.openSince", incident.OpenSince);
        yield return Order("aware.at", incident.AwareAt, "timeline.openSince", incident.OpenSince);
        yield return Order("processor.toldPracticeAt", incident.ProcessorToldAt, "timeline.openSince", incident.OpenSince);
        yield return Notice(incident.ProcessorToldAt, incident.AwareAt);
        yield return Order("authority.notifiedAt", incident.NotifiedAt, "aware.at", incident.AwareAt);
        yield return Order("patients.informedAt", incident.PatientsInformedAt, "aware.at", incident.AwareAt);

        bool silent = incident.NoNotificationReason is not null;
        yield return (silent && incident.NotifiedAt is not null, "authority.noNotificationReason says that the authority is not notified, authority.notifiedAt says when it was.");
        yield return (silent && incident.DelayReason is not null, "authority.noNotificationReason says that the authority is not notified, authority.delayReason why it was notified late.");
        yield return (
            silent && incident.Risk != RiskLevel.Unlikely,
            "authority.noNotificationReason holds only where a risk is unlikely (Art. 33(1) GDPR), and risk.level does not say \"Unlikely\".");
        yield return (
            incident is { DelayReason: not null, NotifiedAt: DateTimeOffset notified, AwareAt: DateTimeOffset aware } && notified <= Deadline(aware),
            "authority.delayReason gives reasons for a delay, but authority.notifiedAt lies within the period counted from aware.at.");

        yield return (
            incident is { Risk: RiskLevel.Unlikely, Access: ActualAccess.Yes },
            "risk.level says that a risk is unlikely, actualAccess.result that the data were accessed: that alone is a risk for the persons (Art. 33(1) GDPR).");
        yield return (
            incident is { Risk: RiskLevel.HighRisk, PatientsInformed: false, PatientsExemption: null },
            "risk.level says \"HighRisk\" and patients.informed that the patients are not informed: then patients.exception must name an exception of Art. 34(3) GDPR.");
        yield return (
            incident is { Risk: RiskLevel.Unlikely or RiskLevel.Risk, PatientsExemption: not null },
            "patients.exception is for a high risk (Art. 34(1) and (3) GDPR), and risk.level does not say \"HighRisk\".");

        bool informed = incident.PatientsInformed == true;
        bool notInformed = incident.PatientsInformed == false;
        yield return (informed && incident.PatientsExemption is not null, "patients.informed says that the patients were informed, patients.exception that they need not be (Art. 34(3) GDPR).");
        yield return (informed && incident.PatientsReasons is not null, "patients.informed says that the patients were informed, patients.reasons why they were not.");
        yield return (notInformed && incident.PatientsInformedAt is not null, "patients.informed says that the patients were not informed, patients.informedAt when they were.");
        yield return (notInformed && incident.PatientsInformedHow is not null, "patients.informed says that the patients were not informed, patients.how how they were.");
    }

    /// <summary>
    /// The notice of Art. 33(2) GDPR makes the controller aware (EDPB Guidelines 9/2022): an awareness that is stated for later
    /// contradicts it.
    /// </summary>
    internal static (bool IsThere, string What) Notice(DateTimeOffset? informed, DateTimeOffset? aware) => (
        informed < aware,
        FormattableString.Invariant($"processor.toldPracticeAt ({informed:yyyy-MM-dd HH:mm}) lies before aware.at ({aware:yyyy-MM-dd HH:mm}): the practice is aware once its provider has informed it of a breach (Art. 33(2) GDPR). Leave it empty where the notice was about an open port only."));

    private static (bool IsThere, string What) Order(string laterField, DateTimeOffset? later, string earlierField, DateTimeOffset? earlier) => (
        later < earlier,
        FormattableString.Invariant($"{laterField} ({later:yyyy-MM-dd HH:mm}) lies before {earlierField} ({earlier:yyyy-MM-dd HH:mm})."));

    // Times that no deadline can be counted from are refused on their own.
    private static DateTimeOffset Deadline(DateTimeOffset aware) =>
        aware < BreachDeadline.GdprApplies || aware.Year > LastYear ? DateTimeOffset.MinValue : BreachDeadline.Calculate(aware, DateTimeOffset.MaxValue).Deadline;
}
