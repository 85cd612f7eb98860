// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Privacy;
using PracticeNetSec.Reporting;
using Xunit;

namespace PracticeNetSec.Tests.Privacy;

/// <summary>What looks like a password, community or key is taken out of what people wrote, whatever field it stands in.</summary>
public sealed class SecretTextTests
{
    // The part between the bars is the secret.
    private static readonly string[] Secrets =
    {
        "Kennwort |XY7|", "Das Kennwort war |Sommer2019|.", "Kennwort: |geheim|", "kennwort=|geheim|", "Passwort lautet |geheim|", "Das Passwort des Servers lautete |geheim123|", "Passwort |Sommer 2019| am Router",
        "password: |hunter2|", "password |hunter2| was used", "the password is |hunter2|", "pwd |hunter2|", "PW: |hunter2|", "passwd=|hunter2|", "Passphrase: |vier Worte und mehr|", "PIN |4711|", "WLAN-Schlüssel: |abcdefgh|",
        "community |public|", "SNMP community \"|public|\"", "Community-String |internal|", "die Community hieß |praxis|", "snmp community = |public|", "Token |abc.def-123|", "API-Key: |0123abcd|", "api key |0123abcd|", "secret |s3cr3t|",
        "Zugangsdaten |admin / geheim|", "Login |admin/geheim|", "Anmeldung mit Kennwort „|geheim wie immer|“", "Kennwort (|geheim|) am Gerät", "Kennwort wurde auf |Winter2020| geändert",
        "https://|admin:geheim|@router.example/", "Schlüssel |sk_live_0123456789abcdef|", "Zugang |AKIAIOSFODNN7EXAMPLE|", "Wert |ghp_0123456789abcdefghijABCDEFGHIJ|",
        "Kopf |eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXI|", "Hash |0123456789abcdef0123456789abcdef|", "Schlüssel |aB3dE6gH9jK2mN5pQ8sT1vW4|", "Administratorkennwort |Praxis!|",
        "Kennwort\t|geheim|", "Kennwort/|geheim|", "Kennwort：|geheim|", "Kennwort - |geheim|", "Kennwort → |geheim|", "user=admin pass=|geheim|", "KENNWORT |GEHEIM|", "Kennwörter: |a1, b2|; danach neu gestartet",
    };

    public static TheoryData<string> Marked => new(Secrets);

    [Theory]
    [MemberData(nameof(Marked))]
    public void What_looks_secret_is_hidden(string marked)
    {
        string[] parts = marked.Split('|');

        string shown = SecretText.Redact(string.Concat(parts));

        Assert.Contains(SecretText.Hidden, shown, StringComparison.Ordinal);
        Assert.All(parts[1].Split(' ', '/', ',').Where(part => part.Length > 1 && part is not ("und" or "mehr" or "wie")), part => Assert.DoesNotContain(part, shown, StringComparison.Ordinal));
        Assert.Equal(shown, SecretText.Redact(shown));
    }

    [Theory]
    [InlineData("Das Kennwort wurde geändert.")]
    [InlineData("Alle Kennwörter wurden zurückgesetzt, Gastkonto abgeschaltet")]
    [InlineData("Freigaben ohne Kennwort zugänglich")]
    [InlineData("Passwörter aller Mitarbeiter geändert")]
    [InlineData("Kennwort für das Gastkonto gesetzt")]
    [InlineData("SNMP-Community wurde entfernt")]
    [InlineData("passwords were changed on the same day")]
    [InlineData("access without a password")]
    [InlineData("Fremde können Dateien lesen, ohne ein Kennwort zu kennen.")]
    [InlineData("Ein Kennwort brauchten sie dafür nicht.")]
    [InlineData("Passwortrichtlinie eingeführt, Kennwort-Richtlinie ergänzt")]
    [InlineData("14.10.2019, 13:10 Uhr: Weiterleitung gelöscht")]
    [InlineData("Protokolle reichen nur sieben Tage zurück")]
    [InlineData("Frau Möller, 05141 000001, praxis@beispiel.example")]
    [InlineData("https://www.datenschutz.example/wirtschaft-und-verwaltung/meldung-einer-datenpanne-2019")]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("Aktenzeichen NI-4711/2019-A")]
    [InlineData("")]
    public void Ordinary_sentences_stay_as_they_are(string text) => Assert.Equal(text, SecretText.Redact(text));

    [Fact]
    public void Our_own_sentences_stay_as_they_are()
    {
        foreach (string language in ReportTexts.Languages)
        {
            ReportTexts texts = ReportTexts.For(language);
            Assert.All(texts.Keys, key => Assert.Equal(texts[key], SecretText.Redact(texts[key])));
        }
    }

    [Fact]
    public void A_secret_in_any_field_reaches_no_output_and_its_field_is_named()
    {
        const string Planted = "Kennwort Zwiebel#77 und community fenster99, password: hamster";
        foreach (string path in FreeTexts())
        {
            BreachIncident incident = IncidentFile.Read(With(path, Planted).ToString(), "x");

            Assert.Equal(new[] { path }, incident.HiddenFields);
            foreach ((string name, string text) in Rendered.All(Incidents.Report(incident: incident)))
            {
                Assert.False(
                    text.Contains("Zwiebel", StringComparison.Ordinal) || text.Contains("fenster99", StringComparison.Ordinal) || text.Contains("hamster", StringComparison.Ordinal),
                    $"{path} in {name}");
            }
        }
    }

    [Fact]
    public void A_secret_with_invisible_characters_is_hidden()
    {
        BreachIncident incident = IncidentFile.Read("{ \"practice\": { \"name\": \"Kenn\u200Bwort Zwiebel77\" } }", "x");

        Assert.DoesNotContain("Zwiebel", incident.PracticeName, StringComparison.Ordinal);
        Assert.Equal(new[] { "practice.name" }, incident.HiddenFields);
    }

    [Fact]
    public void Secrets_of_an_incident_that_was_not_read_from_a_file_are_hidden()
    {
        BreachIncident incident = Incidents.Complete();
        incident.MeasuresTaken = new[] { "Kennwort Zwiebel#77 vergeben" };
        incident.Street = "Kennwort Zwiebel#77";
        incident.RecordCategories = new[] { "Kennwort Zwiebel#77" };

        Assert.All(Rendered.All(Incidents.Report(incident: incident)), output => Assert.DoesNotContain("Zwiebel", output.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Long_and_unusual_texts_are_processed_quickly()
    {
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (string text in new[] { new string('a', 4000), string.Concat(Enumerable.Repeat("Kennwort ", 400)), new string(':', 4000), string.Concat(Enumerable.Repeat("aA1+", 1000)), "Kennwort" + new string(' ', 3900), string.Concat(Enumerable.Repeat("password:", 400)) })
        {
            SecretText.Redact(text);
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    /// <summary>Paths of all fields that take any text.</summary>
    private static string[] FreeTexts()
    {
        JObject template = JObject.Parse(IncidentFile.Template("de", null), new JsonLoadSettings { CommentHandling = CommentHandling.Ignore });
        string[] coded = { "schemaVersion", "practice.land", "practice.postalCode", "practice.profession", "practice.sponsor", "actualAccess.result", "risk.level", "patients.exception" };
        string[] paths = template.Descendants().OfType<JProperty>()
            .Where(property => property.Value is JArray || (property.Value.Type == JTokenType.String && !property.Name.EndsWith("At", StringComparison.Ordinal) && property.Name is not ("at" or "openSince")))
            .Select(property => property.Path).Except(coded).ToArray();
        Assert.True(paths.Length > 25);
        return paths;
    }

    private static JObject With(string path, string text)
    {
        JObject file = JObject.Parse("""{ "practice": { "id": "C-1024", "land": "NI" }, "actualAccess": { "result": "No", "basis": "b" }, "risk": { "level": "Unlikely", "reasons": "r" }, "timeline": { "openSince": "2019-05-02 08:00" }, "patients": { "informed": false } }""");
        string[] names = path.Split('.');
        if (path == "patients.how")
        {
            file["patients"] = JObject.Parse("""{ "informed": true, "informedAt": "2019-10-18 12:00" }""");
        }

        JToken list = path is "persons.categories" or "records.categories" or "measures.before" or "measures.taken" or "measures.planned" ? new JArray(text) : text;
        if (names.Length == 1)
        {
            file[path] = list;
        }
        else
        {
            file[names[0]] ??= new JObject();
            file[names[0]]![names[1]] = list;
        }

        return file;
    }
}
