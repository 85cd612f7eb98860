// SPDX-License-Identifier: MIT
using System;
using System.IO;
using PracticeNetSec.Breach;
using PracticeNetSec.Reporting;

namespace PracticeNetSec.Fixtures;

/// <summary>What the people of the practice of 2019 might have filled in; names are made up.</summary>
public static class Incidents
{
    public static BreachIncident Complete() => IncidentFile.Read(
        """
        {
          // Kommentare sind erlaubt.
          "practice": { "id": "C-1024", "name": "Orthopädie am Französischen Garten", "street": "Südwall 5", "postalCode": "29221", "city": "Celle", "land": "NI",
                        "profession": "Doctor", "sponsor": "Private", "staff": 12, "phone": "05141 000000", "mail": "praxis@beispiel.example" },
          "aware": { "at": "2019-10-14 10:20", "by": "Praxisleitung", "how": "Hinweis einer Redaktion" },
          "processor": { "name": "Beispiel-IT GmbH", "contact": "Frau Möller, 05141 000001", "boundToSecrecy": true, "toldPracticeAt": "2019-10-14 12:00" },
          "dataProtectionOfficer": { "name": "Jürgen Groß", "phone": "0511 000002", "mail": "dsb@beispiel.example" },
          "timeline": { "openSince": "2019-05-02 08:00", "openSinceBasis": "Einrichtungsprotokoll des Routers", "closedAt": "2019-10-14 13:10", "verifiedAt": "2019-10-14 15:00" },
          "persons": { "categories": ["Patientinnen und Patienten", "Beschäftigte"], "approximateNumber": 30000 },
          "records": { "categories": ["Arztbriefe", "Befunde", "Abrechnungsdaten"], "approximateNumber": 120000 },
          "actualAccess": { "result": "Unknown", "basis": "Protokolle reichen nur sieben Tage zurück" },
          "consequences": "Offenlegung von Diagnosen",
          "risk": { "level": "HighRisk", "reasons": "Gesundheitsdaten vieler Personen, lange Dauer" },
          "measures": { "before": ["Firewall des Routers"], "taken": ["14.10.2019, 13:10 Uhr: Weiterleitung gelöscht", "Gastkonto abgeschaltet"], "planned": ["VPN für den Fernzugriff"] },
          "authority": { "notifiedAt": "2019-10-16 09:00", "reference": "NI-4711" },
          "patients": { "informed": true, "informedAt": "2019-10-18 12:00", "how": "Brief" }
        }
        """,
        "test");

    public static BreachReport Report(ReportPhase phase = ReportPhase.Initial, BreachIncident? incident = null) => BreachReport.Create(
        CelleCase.Router(),
        new[] { CelleCase.Server() },
        new BreachReportOptions { Incident = incident ?? Complete(), Phase = phase, Now = new DateTimeOffset(2019, 10, 18, 14, 0, 0, TimeSpan.FromHours(2)) });

    /// <summary>A report as the next one reads it.</summary>
    public static PreviousReport Saved(BreachReport report, string language = "de")
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Rendered.Json(report, language));
            return PreviousReport.Load(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
