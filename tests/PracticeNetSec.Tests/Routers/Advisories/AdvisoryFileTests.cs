// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Text;
using FsCheck.Xunit;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Advisories;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Advisories;

/// <summary>The shipped table is whole, and somebody's own file is read whole or refused with the place of its fault.</summary>
public class AdvisoryFileTests
{
    private const string Whole = """
        {
          "schemaVersion": 1,
          "checked": "2027-01-02",
          "advisories": [
            {
              "id": "TEST-1", "kind": "Firmware", "title": "A fault", "vendor": "Maker",
              "ranges": [
                { "models": ["Box 1"], "scheme": "Dotted", "affectedFrom": "1.0", "lastAffected": "1.4", "fixedIn": "1.5" },
                { "models": ["Box 1"], "scheme": "Dotted", "affectedFrom": "2.0", "fixedIn": "2.3" }
              ],
              "conditional": { "models": ["Box 2"], "condition": "a setting", "updatePublished": "2026-12-24" },
              "source": "a journal", "checked": "2027-01-02"
            }
          ]
        }
        """;

    [Fact]
    public void Every_shipped_entry_has_source_and_date_and_rests_on_rules_that_exist()
    {
        Assert.True(AdvisoryCatalog.Shipped.Entries.Count >= 13);
        foreach (RouterAdvisory entry in AdvisoryCatalog.Shipped.Entries)
        {
            Assert.True(entry.CheckedOn >= new DateTime(2026, 11, 23), entry.Id);
            Assert.NotEmpty(entry.Source);
            Assert.NotEmpty(entry.Rules);
            Assert.All(entry.Rules, rule => Assert.True(FindingRule.Catalog.ContainsKey(rule), $"{entry.Id}: {rule}"));
        }
    }

    [Fact]
    public void The_schema_has_the_fields_and_values_that_the_reader_accepts()
    {
        JObject schema = EmbeddedData.Read<JObject>("advisories.schema.json");
        JToken entry = schema["definitions"]!["advisory"]!;
        JToken range = schema["definitions"]!["range"]!;
        string[] shippedFields = EmbeddedData.Read<JObject>("advisories.json")["advisories"]!.SelectMany(advisory => ((JObject)advisory).Properties()).Select(field => field.Name).Distinct().ToArray();

        Assert.Equal(Enum.GetNames<AdvisoryKind>(), entry["properties"]!["kind"]!["enum"]!.Values<string>());
        Assert.Equal(Enum.GetNames<FirmwareScheme>(), range["properties"]!["scheme"]!["enum"]!.Values<string>());
        Assert.Equal(AdvisoryFile.SchemaVersion, (int)schema["properties"]!["schemaVersion"]!["enum"]!.Single());
        Assert.Equal(shippedFields.Order(), ((JObject)entry["properties"]!).Properties().Select(field => field.Name).Order());
    }

    [Fact]
    public void Ports_that_must_never_be_open_are_dangerous_ports_of_the_assessment_too()
    {
        int[] ports = AdvisoryCatalog.Shipped.Entries.Where(entry => entry.Rules.Contains("router.dangerous-forward")).SelectMany(entry => entry.Ports).ToArray();

        Assert.Equal(new[] { 21, 23, 104, 139, 445, 1433, 1972, 2638, 3050, 3306, 3389, 5432, 11112 }, ports.Order());
        Assert.All(ports, port => Assert.NotNull(ServiceNames.Dangerous(port)));
    }

    [Theory]
    [InlineData("0.9", AdvisoryStatus.NotListed)]
    [InlineData("1.4", AdvisoryStatus.Affected)]
    [InlineData("1.4.1", AdvisoryStatus.Undetermined)]
    [InlineData("1.5", AdvisoryStatus.Fixed)]
    [InlineData("2.2", AdvisoryStatus.Affected)]
    [InlineData("2.3", AdvisoryStatus.Fixed)]
    public void A_newer_file_replaces_the_shipped_one(string version, AdvisoryStatus status)
    {
        AdvisoryCatalog catalog = Read(Whole);
        RouterExposure router = new() { Identity = new RouterIdentity { Vendor = "Maker", Model = "Box 1" }, Firmware = new RouterFirmware { Text = version } };

        router.ForwardsComplete = true;
        router = router.Assessed(catalog);

        Assert.Equal(new DateTime(2027, 1, 2), catalog.CheckedOn);
        Assert.Equal(status, Assert.Single(router.Advisories).Status);
    }

    [Theory]
    [InlineData("\"fixedIn\": \"1.5\"", "\"fixedIn\": \"1,5\"", "line 8: advisories[0].ranges[0].fixedIn '1,5' is no version of the scheme Dotted")]
    [InlineData("\"fixedIn\": \"1.5\"", "\"fixdIn\": \"1.5\"", "line 8: advisories[0].ranges[0].fixdIn is not known")]
    [InlineData(", \"fixedIn\": \"2.3\"", "", "line 9: advisories[0].ranges[1].fixedIn is missing")]
    [InlineData("\"affectedFrom\": \"2.0\"", "\"affectedFrom\": \"2.4\"", "line 9: advisories[0].ranges[1].affectedFrom is not below")]
    [InlineData("\"lastAffected\": \"1.4\"", "\"lastAffected\": \"1.6\"", "line 8: advisories[0].ranges[0].lastAffected is not below fixedIn")]
    [InlineData("\"Dotted\", \"affectedFrom\": \"1.0\"", "\"Roman\", \"affectedFrom\": \"1.0\"", "line 8: advisories[0].ranges[0].scheme 'Roman' is none of")]
    [InlineData("\"Firmware\"", "\"1\"", "line 6: advisories[0].kind '1' is none of Firmware, Exposure")]
    [InlineData("\"a journal\"", "7", "line 12: advisories[0].source is no text")]
    [InlineData("\"condition\": \"a setting\", ", "", "line 11: advisories[0].conditional.condition is missing")]
    [InlineData("\"2026-12-24\"", "\"Christmas\"", "line 11: advisories[0].conditional.updatePublished 'Christmas' is no date")]
    [InlineData("[\"Box 2\"]", "[]", "line 11: advisories[0].conditional.models is missing or empty")]
    [InlineData("\"checked\": \"2027-01-02\",", "\"checked\": \"2.1.2027\",", "line 3: checked '2.1.2027' is no date")]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2", "line 2: schemaVersion is 2, this module reads 1")]
    [InlineData("\"vendor\": \"Maker\"", "\"vendor\": null", "line 6: advisories[0].vendor is missing")]
    [InlineData("\"id\": \"TEST-1\"", "\"id\": \"TEST-1\", \"id\": \"TEST-2\"", "line 6")]
    [InlineData("\"advisories\": [", "\"advisories\": [ 7,", "advisories holds something that is no object")]
    [InlineData("\"source\": \"a journal\",", "\"source\": \"a journal\"", "line 12")]
    public void An_invalid_file_is_refused_with_the_position_of_its_error(string good, string bad, string place)
    {
        Assert.Contains(good, Whole);

        InputException error = Assert.Throws<InputException>(() => Read(Whole.Replace(good, bad, StringComparison.Ordinal)));

        Assert.Equal("AdvisoryFileInvalid", error.Id);
        Assert.Contains("mine.json", error.Message);
        Assert.Contains(place, error.Message);
    }

    [Fact]
    public void The_same_id_twice_is_refused()
    {
        int start = Whole.IndexOf("    {\n      \"id\"", StringComparison.Ordinal);
        string entry = Whole.Substring(start, Whole.LastIndexOf("  ]", StringComparison.Ordinal) - start).TrimEnd();
        InputException error = Assert.Throws<InputException>(() => Read(Whole.Replace(entry, $"{entry},\n{entry}", StringComparison.Ordinal)));

        Assert.Contains("stands twice", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{ \"schemaVersion\": 99999999999999999999999 }")]
    public void What_is_no_table_at_all_is_refused(string text) =>
        Assert.Equal("AdvisoryFileInvalid", Assert.Throws<InputException>(() => Read(text)).Id);

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Throws<InputException>(() => Read($"{{\"advisories\":{new string('[', 100_000)}"));

    [Property]
    public bool No_bytes_make_the_reader_throw_anything_but_its_error(byte[]? noise, int at)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Whole);
        noise ??= Array.Empty<byte>();
        Array.Copy(noise, 0, bytes, (at & int.MaxValue) % (bytes.Length - Math.Min(noise.Length, bytes.Length - 1)), Math.Min(noise.Length, bytes.Length - 1));
        try
        {
            return AdvisoryFile.Read(new MemoryStream(bytes), "mine.json").Entries.Count > 0;
        }
        catch (InputException)
        {
            return true;
        }
    }

    private static AdvisoryCatalog Read(string text) => AdvisoryFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "mine.json");
}
