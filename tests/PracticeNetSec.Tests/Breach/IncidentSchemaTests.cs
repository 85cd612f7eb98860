// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NJsonSchema;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Breach;

/// <summary>The published schema and the reader of incident files say the same.</summary>
public sealed class IncidentSchemaTests
{
    private static readonly JsonLoadSettings WithoutComments = new() { CommentHandling = CommentHandling.Ignore };

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public async Task The_file_that_New_BreachIncident_writes_conforms_to_the_schema(string language)
    {
        JsonSchema schema = await SchemaAsync();
        string plain = JObject.Parse(IncidentFile.Template(language, new Practice { PracticeId = "C-1", Name = "Praxis", Land = "NI", PostalCode = "29221" }), WithoutComments).ToString();

        Assert.Empty(schema.Validate(plain));
        Assert.Empty(schema.Validate(JObject.Parse(IncidentFile.Template(language, null), WithoutComments).ToString()));
    }

    [Fact]
    public async Task Schema_and_template_have_the_same_fields()
    {
        JsonSchema schema = await SchemaAsync();
        JObject template = JObject.Parse(IncidentFile.Template("de", null), WithoutComments);

        Assert.Equal(template.Properties().Select(property => property.Name).Order(), schema.Properties.Keys.Where(name => name != "$schema").Order());
        Assert.All(template.Properties().Where(property => property.Value is JObject), part =>
            Assert.Equal(((JObject)part.Value).Properties().Select(property => property.Name).Order(), schema.Properties[part.Name].Properties.Keys.Order()));
    }

    // Each is read, or refused, alike by both.
    [Theory]
    [InlineData("""{ "aware": { "at": "2026-11-23 09:40" } }""", true)]
    [InlineData("""{ "aware": { "at": "23.11.2026 9:40" } }""", true)]
    [InlineData("""{ "aware": { "at": "2026-11-23T09:40:00+01:00" } }""", true)]
    [InlineData("""{ "aware": { "at": "gestern" } }""", false)]
    [InlineData("""{ "aware": { "When": "" } }""", false)]
    [InlineData("""{ "authority": { "noNotificationReason": "", "delayReason": null } }""", true)]
    [InlineData("""{ "risk": { "level": "highrisk", "reasons": "x" } }""", true)]
    [InlineData("""{ "risk": { "level": "high" } }""", false)]
    [InlineData("""{ "practice": { "land": "ni", "postalCode": "D-29221" } }""", true)]
    [InlineData("""{ "practice": { "land": "XX" } }""", false)]
    [InlineData("""{ "practice": { "postalCode": "2922" } }""", false)]
    [InlineData("""{ "practice": { "staff": 12.5 } }""", false)]
    [InlineData("""{ "persons": { "categories": "all" } }""", false)]
    [InlineData("""{ "persons": { "approximateNumber": 30000 } }""", true)]
    [InlineData("""{ "persons": { "approximateNumber": -1 } }""", false)]
    [InlineData("""{ "patients": { "informed": "yes" } }""", false)]
    [InlineData("""{ "patients": { "exception": "LaterMeasures", "reasons": "x" } }""", true)]
    [InlineData("""{ "schemaVersion": "2.0" }""", false)]
    [InlineData("""{ "$schema": "breach-incident.schema.json", "schemaVersion": "1.0" }""", true)]
    [InlineData("""{ "other": 1 }""", false)]
    public async Task The_schema_and_the_reader_accept_the_same(string json, bool good)
    {
        Assert.Equal(good, (await SchemaAsync()).Validate(json).Count == 0);
        if (good)
        {
            Assert.NotNull(IncidentFile.Read(json, "x"));
        }
        else
        {
            Assert.Throws<InputException>(() => IncidentFile.Read(json, "x"));
        }
    }

    private static async Task<JsonSchema> SchemaAsync() =>
        await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Schemas", "breach-incident.schema.json")));
}
