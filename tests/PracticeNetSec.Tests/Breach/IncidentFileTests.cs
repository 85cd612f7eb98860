// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Breach;

public sealed class IncidentFileTests
{
    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void The_empty_file_is_read_back_with_the_practice_alone(string language)
    {
        string text = IncidentFile.Template(language, new Practice { PracticeId = "C-1024", Name = "Praxis \"Grün\" \\ Ä", Land = "NI", PostalCode = "29221" });

        BreachIncident incident = IncidentFile.Read(text, "x");

        Assert.Equal("Praxis \"Grün\" \\ Ä", incident.PracticeName);
        Assert.Equal("C-1024", incident.PracticeId);
        Assert.Equal("NI", incident.Land);
        Assert.All(
            typeof(BreachIncident).GetProperties().Where(property => property.Name is not ("PracticeId" or "PracticeName" or "Land" or "PostalCode")),
            property => Assert.True(property.GetValue(incident) is null or Array { Length: 0 }, property.Name));
        Assert.Contains("//", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_languages_have_the_same_fields()
    {
        string[] Fields(string language) => JObject.Parse(IncidentFile.Template(language, null), new JsonLoadSettings { CommentHandling = CommentHandling.Ignore })
            .Descendants().OfType<JProperty>().Select(property => property.Path).ToArray();

        Assert.Equal(Fields("de"), Fields("en"));
        Assert.DoesNotContain('$', IncidentFile.Template("de", null));
    }

    [Theory]
    [InlineData("""{ "persons": { "approximateNumber": "many" } }""", "InvalidIncidentValue", "persons.approximateNumber (line 1)")]
    [InlineData("""{ "persons": { "approximateNumber": -1 } }""", "InvalidIncidentValue", "persons.approximateNumber")]
    [InlineData("""{ "persons": { "approximateNumber": 1.5 } }""", "InvalidIncidentValue", "persons.approximateNumber")]
    [InlineData("""{ "persons": { "approximateNumber": 99999999999999999999 } }""", "InvalidIncidentValue", "persons.approximateNumber")]
    [InlineData("""{ "aware": { "at": "gestern" } }""", "InvalidIncidentValue", "aware.at")]
    [InlineData("""{ "aware": { "At": "2026-11-23 09:40" } }""", "UnknownIncidentField", "aware.At")]
    [InlineData("""{ "aware": [] }""", "InvalidIncidentValue", "aware")]
    [InlineData("""{ "awareness": {} }""", "UnknownIncidentField", "awareness")]
    [InlineData("""{ "practice": { "land": "XX" } }""", "InvalidIncidentValue", "practice.land")]
    [InlineData("""{ "practice": { "postalCode": "123" } }""", "InvalidIncidentValue", "practice.postalCode")]
    [InlineData("""{ "practice": { "profession": "Vet" } }""", "InvalidIncidentValue", "practice.profession")]
    [InlineData("""{ "risk": { "level": "1" } }""", "InvalidIncidentValue", "risk.level")]
    [InlineData("""{ "patients": { "informed": "yes" } }""", "InvalidIncidentValue", "patients.informed")]
    [InlineData("""{ "measures": { "taken": "closed" } }""", "InvalidIncidentValue", "measures.taken")]
    [InlineData("""{ "measures": { "taken": [1] } }""", "InvalidIncidentValue", "measures.taken")]
    [InlineData("""{ "timeline": { "openSince": "2026-11-23 09:40", "closedAt": "2026-11-22 09:40" } }""", "InvalidIncidentValue", "timeline.closedAt")]
    [InlineData("""{ "timeline": { "closedAt": "2026-11-23 09:40", "verifiedAt": "2026-11-22 09:40" } }""", "InvalidIncidentValue", "timeline.verifiedAt")]
    [InlineData("""{ "aware": { "at": "2026-11-23 09:40" }, "authority": { "notifiedAt": "2026-11-22 09:40" } }""", "InvalidIncidentValue", "authority.notifiedAt")]
    [InlineData("""{ "consequences": "a", "consequences": "b" }""", "InvalidIncidentFile", "consequences")]
    [InlineData("""{ "schemaVersion": "9.0" }""", "InvalidIncidentValue", "schemaVersion")]
    [InlineData("[]", "InvalidIncidentFile", "'x'")]
    [InlineData("{", "InvalidIncidentFile", "'x'")]
    [InlineData("", "InvalidIncidentFile", "'x'")]
    public void A_wrong_value_names_its_field(string json, string id, string named)
    {
        InputException error = Assert.Throws<InputException>(() => IncidentFile.Read(json, "x"));

        Assert.Equal(id, error.Id);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Assert.Equal("InvalidIncidentFile", Assert.Throws<InputException>(() => IncidentFile.Read(string.Concat(Enumerable.Repeat("{\"a\":", 5000)), "x")).Id);
}
