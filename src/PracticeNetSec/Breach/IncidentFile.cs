using System;
using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PracticeNetSec.Breach;

/// <summary>The file into which people fill what no measurement can tell: JSON with comments.</summary>
public static class IncidentFile
{
    private const int LargestFile = 1024 * 1024;
    private const int DeepestNesting = 8;
    private const long MostPersons = 1_000_000_000;
    private const long MostStaff = 1_000_000;
    private const long MostEuros = 1_000_000_000_000;

    /// <summary>Reads a filled-in file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">
    /// <c>InvalidIncidentFile</c>: no JSON, or far too large; <c>UnknownIncidentField</c>, <c>InvalidIncidentValue</c>:
    /// the message names the field and its line.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static BreachIncident Load(string path)
    {
        if (new FileInfo(path).Length > LargestFile)
        {
            throw new InputException("InvalidIncidentFile", $"'{path}' is larger than 1 MB: that is no incident file.");
        }

        return Read(File.ReadAllText(path, Encoding.UTF8), path);
    }

    /// <summary>Reads the text of such a file.</summary>
    /// <param name="text">JSON; comments are allowed.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="InputException">As <see cref="Load"/>.</exception>
    public static BreachIncident Read(string text, string name)
    {
        try
        {
            using JsonTextReader reader = new(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = DeepestNesting };
            JObject json = JObject.Load(reader, new JsonLoadSettings
            {
                CommentHandling = CommentHandling.Ignore,
                DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
                LineInfoHandling = LineInfoHandling.Load,
            });
            return Build(new IncidentObject(json, ""));
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

    private static BreachIncident Build(IncidentObject root)
    {
        string? version = root.Text("schemaVersion");
        if (version is not (null or "1.0"))
        {
            throw root.Wrong("schemaVersion", "this module reads \"1.0\". Write a new file with New-BreachIncident.");
        }

        BreachIncident incident = new();
        Practice(root, incident);
        Awareness(root, incident);
        Contacts(root, incident);
        Timeline(root, incident);
        Persons(root, incident);
        Judgement(root, incident);
        Told(root, incident);
        root.RefuseUnknown();
        return incident;
    }

    private static void Practice(IncidentObject root, BreachIncident incident)
    {
        IncidentObject part = root.Part("practice");
        incident.PracticeId = part.Text("id");
        incident.PracticeName = part.Text("name");
        incident.Street = part.Text("street");
        incident.PostalCode = part.Text("postalCode");
        incident.City = part.Text("city");
        incident.Land = part.Text("land");
        incident.Profession = part.Choice<PracticeProfession>("profession");
        incident.Sponsor = part.Choice<PracticeSponsor>("sponsor");
        incident.Staff = (int?)part.Number("staff", MostStaff);
        incident.TurnoverEuro = part.Number("turnoverEuro", MostEuros);
        incident.Phone = part.Text("phone");
        incident.Mail = part.Text("mail");
        part.RefuseUnknown();
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

    private static void Awareness(IncidentObject root, BreachIncident incident)
    {
        IncidentObject part = root.Part("aware");
        incident.AwareAt = part.Time("at");
        incident.AwareBy = part.Text("by");
        incident.AwareHow = part.Text("how");
        part.RefuseUnknown();
    }

    private static void Contacts(IncidentObject root, BreachIncident incident)
    {
        IncidentObject processor = root.Part("processor");
        incident.ProcessorName = processor.Text("name");
        incident.ProcessorContact = processor.Text("contact");
        incident.ProcessorBound = processor.Flag("boundToSecrecy");
        incident.ProcessorToldAt = processor.Time("toldPracticeAt");
        processor.RefuseUnknown();
        IncidentObject officer = root.Part("dataProtectionOfficer");
        incident.OfficerName = officer.Text("name");
        incident.OfficerPhone = officer.Text("phone");
        incident.OfficerMail = officer.Text("mail");
        officer.RefuseUnknown();
    }

    private static void Timeline(IncidentObject root, BreachIncident incident)
    {
        IncidentObject part = root.Part("timeline");
        incident.OpenSince = part.Time("openSince");
        incident.OpenSinceBasis = part.Text("openSinceBasis");
        incident.ClosedAt = part.Time("closedAt");
        incident.VerifiedAt = part.Time("verifiedAt");
        part.RefuseUnknown();
        if (incident.ClosedAt < incident.OpenSince)
        {
            throw part.Wrong("closedAt", "lies before timeline.openSince.");
        }

        if (incident.VerifiedAt < incident.ClosedAt)
        {
            throw part.Wrong("verifiedAt", "lies before timeline.closedAt.");
        }
    }

    private static void Persons(IncidentObject root, BreachIncident incident)
    {
        IncidentObject persons = root.Part("persons");
        incident.PersonCategories = persons.Texts("categories");
        incident.PersonNumber = persons.Number("approximateNumber", MostPersons);
        persons.RefuseUnknown();
        IncidentObject records = root.Part("records");
        incident.RecordCategories = records.Texts("categories");
        incident.RecordNumber = records.Number("approximateNumber", MostPersons);
        records.RefuseUnknown();
        IncidentObject access = root.Part("actualAccess");
        incident.Access = access.Choice<ActualAccess>("result");
        incident.AccessBasis = access.Text("basis");
        access.RefuseUnknown();
    }

    private static void Judgement(IncidentObject root, BreachIncident incident)
    {
        incident.Consequences = root.Text("consequences");
        IncidentObject risk = root.Part("risk");
        incident.Risk = risk.Choice<RiskLevel>("level");
        incident.RiskReasons = risk.Text("reasons");
        risk.RefuseUnknown();
        IncidentObject measures = root.Part("measures");
        incident.MeasuresBefore = measures.Texts("before");
        incident.MeasuresTaken = measures.Texts("taken");
        incident.MeasuresPlanned = measures.Texts("planned");
        measures.RefuseUnknown();
    }

    private static void Told(IncidentObject root, BreachIncident incident)
    {
        IncidentObject authority = root.Part("authority");
        incident.NotifiedAt = authority.Time("notifiedAt");
        incident.Reference = authority.Text("reference");
        incident.DelayReason = authority.Text("delayReason");
        authority.RefuseUnknown();
        if (incident.NotifiedAt < incident.AwareAt)
        {
            throw authority.Wrong("notifiedAt", "lies before aware.at.");
        }

        IncidentObject patients = root.Part("patients");
        incident.PatientsInformed = patients.Flag("informed");
        incident.PatientsInformedAt = patients.Time("informedAt");
        incident.PatientsInformedHow = patients.Text("how");
        incident.PatientsExemption = patients.Choice<PatientsExemption>("exception");
        incident.PatientsReasons = patients.Text("reasons");
        patients.RefuseUnknown();
    }
}
