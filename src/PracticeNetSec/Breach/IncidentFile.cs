// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Files;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Breach;

/// <summary>The file in which people enter what no measurement can provide: JSON with comments.</summary>
public static class IncidentFile
{
    private const int MaxFileSize = 1024 * 1024;
    private const int MaxNesting = 8;
    private const long MaxPersons = 1_000_000_000;
    private const long MaxStaff = 1_000_000;
    private const long MaxEuros = 1_000_000_000_000;

    /// <summary>Reads a filled-in file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">
    /// <c>InvalidIncidentFile</c>: no JSON, or far too large; <c>UnknownIncidentField</c>, <c>InvalidIncidentValue</c>:
    /// the message names the field and its line.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static BreachIncident Load(string path)
    {
        if (new FileInfo(path).Length > MaxFileSize)
        {
            throw new InputException("InvalidIncidentFile", $"'{path}' is larger than 1 MB: that is no incident file.");
        }

        return Read(InputFile.ReadAllText(path), path);
    }

    /// <summary>Reads the text of such a file.</summary>
    /// <param name="text">JSON; comments are allowed.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="InputException">As <see cref="Load"/>.</exception>
    public static BreachIncident Read(string text, string name)
    {
        try
        {
            using JsonTextReader reader = new(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxNesting };
            JObject json = JObject.Load(reader, new JsonLoadSettings
            {
                CommentHandling = CommentHandling.Ignore,
                DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
                LineInfoHandling = LineInfoHandling.Load,
            });
            return Build(json);
        }
        catch (JsonException error)
        {
            throw new InputException("InvalidIncidentFile", $"'{name}' is no incident file: {error.Message}", error);
        }
        catch (InputException error)
        {
            throw new InputException(error.Id, $"'{name}': {error.Message}", error);
        }
    }

    /// <summary>The empty file with a comment at each field.</summary>
    /// <param name="language"><c>de</c> or <c>en</c>.</param>
    /// <param name="practice">Fills what is known; may be null.</param>
    public static string Template(string language, Practice? practice)
    {
        using StreamReader reader = new(EmbeddedData.Open($"incident-template-{(language.Equals("en", StringComparison.OrdinalIgnoreCase) ? "en" : "de")}.json"), Encoding.UTF8);
        return reader.ReadToEnd()
            .Replace("\"$PracticeId\"", Quoted(practice?.PracticeId))
            .Replace("\"$PracticeName\"", Quoted(practice?.Name))
            .Replace("\"$PostalCode\"", Quoted(practice?.PostalCode))
            .Replace("\"$Land\"", Quoted(practice?.Land));
    }

    private static string Quoted(string? text) => JsonConvert.ToString(DeviceText.Clean(text ?? ""));

    private static BreachIncident Build(JObject json)
    {
        List<string> hidden = new();
        IncidentObject root = new(json, "", hidden);
        string? version = root.Text("schemaVersion");
        if (version is not (null or "1.0"))
        {
            throw root.Wrong("schemaVersion", "this module reads \"1.0\". Write a new file with New-BreachIncident.");
        }

        // For editors that check a file against the schema it names.
        root.Text("$schema");
        BreachIncident incident = new();
        root.Part("practice", part => Practice(part, incident));
        root.Part("aware", part =>
        {
            incident.AwareAt = part.Time("at");
            incident.AwareBy = part.Text("by");
            incident.AwareHow = part.Text("how");
        });
        root.Part("processor", part =>
        {
            incident.ProcessorName = part.Text("name");
            incident.ProcessorContact = part.Text("contact");
            incident.ProcessorBound = part.Flag("boundToSecrecy");
            incident.ProcessorToldAt = part.Time("toldPracticeAt");
        });
        root.Part("dataProtectionOfficer", part =>
        {
            incident.OfficerName = part.Text("name");
            incident.OfficerPhone = part.Text("phone");
            incident.OfficerMail = part.Text("mail");
        });
        root.Part("timeline", part =>
        {
            incident.OpenSince = part.Time("openSince");
            incident.OpenSinceBasis = part.Text("openSinceBasis");
            incident.ClosedAt = part.Time("closedAt");
            incident.VerifiedAt = part.Time("verifiedAt");
        });
        Affected(root, incident);
        Judgement(root, incident);
        ReadProcessorTimes(root, incident);
        root.RefuseUnknown();
        IncidentContradictions.Refuse(incident);
        incident.HiddenFields = hidden.ToArray();
        return incident;
    }

    private static void Practice(IncidentObject part, BreachIncident incident)
    {
        incident.PracticeId = part.Text("id");
        incident.PracticeName = part.Text("name");
        incident.Street = part.Text("street");
        incident.PostalCode = part.Text("postalCode");
        incident.City = part.Text("city");
        incident.Land = part.Text("land");
        incident.Profession = part.Choice<PracticeProfession>("profession");
        incident.Sponsor = part.Choice<PracticeSponsor>("sponsor");
        incident.Staff = (int?)part.Number("staff", MaxStaff);
        incident.TurnoverEuro = part.Number("turnoverEuro", MaxEuros);
        incident.Phone = part.Text("phone");
        incident.Mail = part.Text("mail");
        if (incident.Land is string land && SupervisoryAuthority.Find(land) is null)
        {
            throw part.Wrong("land", $"'{DeviceText.Clean(land)}' is no Land; use a two-letter code such as \"NI\".");
        }

        try
        {
            if (incident.PostalCode is string code)
            {
                PostalRegions.LandsOf(code);
            }
        }
        catch (InputException error)
        {
            throw part.Wrong("postalCode", error.Message);
        }
    }

    private static void Affected(IncidentObject root, BreachIncident incident)
    {
        root.Part("persons", part =>
        {
            incident.PersonCategories = part.Texts("categories");
            incident.PersonNumber = part.Number("approximateNumber", MaxPersons);
        });
        root.Part("records", part =>
        {
            incident.RecordCategories = part.Texts("categories");
            incident.RecordNumber = part.Number("approximateNumber", MaxPersons);
        });
        root.Part("actualAccess", part =>
        {
            incident.Access = part.Choice<ActualAccess>("result");
            incident.AccessBasis = part.Text("basis");
        });
    }

    private static void Judgement(IncidentObject root, BreachIncident incident)
    {
        incident.Consequences = root.Text("consequences");
        root.Part("risk", part =>
        {
            incident.Risk = part.Choice<RiskLevel>("level");
            incident.RiskReasons = part.Text("reasons");
        });
        root.Part("measures", part =>
        {
            incident.MeasuresBefore = part.Texts("before");
            incident.MeasuresTaken = part.Texts("taken");
            incident.MeasuresPlanned = part.Texts("planned");
        });
    }

    private static void ReadProcessorTimes(IncidentObject root, BreachIncident incident)
    {
        root.Part("authority", part =>
        {
            incident.NotifiedAt = part.Time("notifiedAt");
            incident.Reference = part.Text("reference");
            incident.DelayReason = part.Text("delayReason");
            incident.NoNotificationReason = part.Text("noNotificationReason");
        });
        root.Part("patients", part =>
        {
            incident.PatientsInformed = part.Flag("informed");
            incident.PatientsInformedAt = part.Time("informedAt");
            incident.PatientsInformedHow = part.Text("how");
            incident.PatientsExemption = part.Choice<PatientsExemption>("exception");
            incident.PatientsReasons = part.Text("reasons");
        });
    }
}
