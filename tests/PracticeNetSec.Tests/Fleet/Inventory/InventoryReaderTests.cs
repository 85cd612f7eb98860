// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using PracticeNetSec.Fleet.Inventory;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Inventory;

public sealed class InventoryReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Fact]
    public void A_german_spreadsheet_with_bom_semicolons_and_umlauts_is_read()
    {
        InventoryEntry[] entries = ReadCsv(
            "Kundennummer;Praxisname;Bundesland;PLZ;WAN-Adresse;Router;Gewollte Freigaben;Beauftragt von;Beauftragt bis\r\n" +
            "P-1;Orthopädie Celle;Niedersachsen;29221;203.0.113.1;192.168.2.1;80, 443;Dr. Müller;31.12.2027\r\n",
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Practice practice = Assert.Single(entries).Practice!;
        Assert.Equal("P-1", practice.PracticeId);
        Assert.Equal("Orthopädie Celle", practice.Name);
        Assert.Equal("NI", practice.Land);
        Assert.Equal("29221", practice.PostalCode);
        Assert.Equal("203.0.113.1", practice.WanAddress);
        Assert.Equal("192.168.2.1", practice.RouterAddress);
        Assert.Equal(new[] { 80, 443 }, practice.IntendedPorts);
        Assert.Equal(2027, practice.AuthorizedUntil!.Value.Year);
    }

    [Theory]
    [InlineData("P-1;XX;203.0.113.1", "P-1", EvidenceCode.InventoryValueUnusable)]
    [InlineData(";XX;203.0.113.1", "list:2", EvidenceCode.InventoryNoId)]
    [InlineData("P-1;NI;", "P-1", EvidenceCode.AuditNoAddress)]
    [InlineData("P-1;NI;203.0.113.1;more", "list:2", EvidenceCode.InventoryEntryUnreadable)]
    [InlineData("\"P-1;NI;203.0.113.1\nP-2;NI;203.0.113.2", "list:2", EvidenceCode.InventoryEntryUnreadable)]
    public void A_line_that_cannot_be_used_is_a_practice_without_an_address(string line, string id, string code)
    {
        string file = Path.Combine(_folder, "list.csv");
        File.WriteAllText(file, "PracticeId;Land;WanAddress\n" + line + "\n");

        InventoryEntry entry = InventoryReader.Read(file).First();

        Assert.Null(entry.Practice);
        Assert.NotNull(entry.Error);
        Assert.Equal((id, code, null), (entry.Unusable!.PracticeId, entry.Unusable.InventoryProblem!.Code, entry.Unusable.WanAddress));
    }

    [Theory]
    [InlineData("203.0.113.1 198.51.100.7", "", "203.0.113.1", "198.51.100.7")]
    [InlineData("203.0.113.1, 198.51.100.7", "lte.praxis.example", "203.0.113.1", "198.51.100.7 lte.praxis.example")]
    [InlineData("203.0.113.1", "198.51.100.7|2001:db8::7", "203.0.113.1", "198.51.100.7 2001:db8::7")]
    [InlineData("203.0.113.1", "198.51.100.7 198.51.100.7", "203.0.113.1", "198.51.100.7")]
    [InlineData("praxis", "", "praxis", "")]
    [InlineData("praxis f", "", null, null)]
    [InlineData("203.0.113.1 198.51.100.777", "", null, null)]
    [InlineData("203.0.113.1", "198.51.100", null, null)]
    [InlineData("203.0.113.1", "LTE", null, null)]
    public void Several_connections_of_a_practice_are_read_and_the_first_is_the_main_one(string wan, string further, string? expected, string? others)
    {
        InventoryEntry entry = Assert.Single(ReadCsv($"Kundennummer;WAN-Adresse;Weitere WAN-Adressen\nA;{wan};{further}\n"));

        Assert.Equal((expected, others), (entry.Practice?.WanAddress, entry.Practice is null ? null : string.Join(' ', entry.Practice.FurtherWanAddresses)));
        Assert.Equal(expected is null, entry.Error is not null);
    }

    [Fact]
    public void An_invalid_line_has_an_error_with_its_number_and_the_others_are_read()
    {
        InventoryEntry[] entries = ReadCsv(
            "PracticeId,Name,Land,WanAddress,IntendedPorts\n" +
            "A,Eins,NI,203.0.113.1,443\n" +
            "B,Zwei,XX,203.0.113.2,443\n" +
            "C,Drei,BY,203.0.113.3,70000\n" +
            "D,Vier,BY,,443\n" +
            "A,Fünf,BY,203.0.113.5,443\n" +
            "E,Sechs,BY,203.0.113.6,443,zuviel\n" +
            ",Sieben,BY,203.0.113.7,443\n" +
            "F,Acht,BY,praxis f,443\n" +
            "G,\"Neun, MVZ\",BY,203.0.113.9,\"80,443\"\n");

        Assert.Equal(new[] { "A", "G" }, entries.Select(entry => entry.Practice?.PracticeId).OfType<string>());
        Assert.Equal(new[] { 3, 4, 5, 6, 7, 8, 9 }, entries.Where(entry => entry.Error is not null).Select(entry => entry.Line));
        Assert.Contains("'XX'", entries[1].Error);
        Assert.Contains("'70000'", entries[2].Error);
    }

    [Theory]
    [InlineData("C,Drei,203.0.113.3\nD,\"Vier\",203.0.113.4\n", 6)]
    [InlineData("C,Drei,203.0.113.3\nD,Vier,203.0.113.4\n", 6)]
    public void An_unclosed_quotation_mark_is_an_error_with_its_lines(string below, int last)
    {
        InventoryEntry[] entries = ReadCsv("PracticeId,Name,WanAddress\nA,\"Eins\nam Markt\",203.0.113.1\nB,\"Zwei,203.0.113.2\n" + below);

        Assert.Equal(new[] { "A" }, entries.Select(entry => entry.Practice?.PracticeId).OfType<string>());
        InventoryEntry wrong = Assert.Single(entries, entry => entry.Error is not null);
        Assert.Equal(4, wrong.Line);
        Assert.Contains($"lines 4 to {last} could not be read", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unclosed_quotation_mark_over_a_whole_file_is_an_error()
    {
        string below = string.Concat(Enumerable.Range(1, 3000).Select(number => $"P-{number},Praxis {number},203.0.113.1\n"));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ReadCsv("PracticeId,Name,WanAddress\nB,\"Zwei,203.0.113.2\n" + below));
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_same_names_and_may_use_lists()
    {
        string path = Write("inventory.json", """
            [ { "PracticeId": "A", "Name": "Eins", "Land": "ni", "WanAddress": "praxis.example", "IntendedPorts": [80, 443], "Servers": ["192.168.2.10"] },
              { "Id": "B" }, 7 ]
            """);

        InventoryEntry[] entries = InventoryReader.Read(path).ToArray();

        Assert.Equal("NI", entries[0].Practice!.Land);
        Assert.Equal(new[] { 80, 443 }, entries[0].Practice!.IntendedPorts);
        Assert.All(entries[1..], entry => Assert.NotNull(entry.Error));
    }

    [Theory]
    [InlineData("ab:CD:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd", true)] // as openssl prints it
    [InlineData("abCD00112233445566778899aabbccddeeff00112233445566778899aabbccdd", true)]
    [InlineData("abCD00112233445566778899aabbccddeeff0011", false)] // SHA-1
    [InlineData("zzCD00112233445566778899aabbccddeeff00112233445566778899aabbccdd", false)]
    public void A_certificate_is_a_SHA_256_fingerprint(string text, bool isGood)
    {
        InventoryEntry entry = Assert.Single(ReadCsv($"PracticeId;WanAddress;Router-Zertifikat\r\nA;praxis.example;{text}\r\n"));

        Assert.Equal(isGood, entry.Error is null);
        Assert.Equal(isGood ? "abCD00112233445566778899aabbccddeeff00112233445566778899aabbccdd" : null, entry.Practice?.RouterCertificate);
    }

    [Fact]
    public void Every_field_of_an_inventory_is_read_with_german_headers()
    {
        Practice practice = Assert.Single(ReadCsv(
            "Kundennummer;Praxis;Bundesland;PLZ;WAN-Adresse;Router;Routermodell;Seriennummer;Server;Freigaben;Weiterleitungen;Kontakte;Größenklasse;Beauftragt von;Beauftragt bis\r\n" +
            "P-1;Hausärzte Süd;Sachsen;1067;praxis.example;192.168.2.1;Digitalisierungsbox Premium;BTX-7;192.168.2.10 srv2;80;443>192.168.2.10:8443, udp/500, 8000-8001;Müller, Eva <e@praxis.example>|IT Nord;Mittlere Praxis;Dr. Groß;2027-01-31\r\n")).Practice!;

        Assert.Equal("01067", practice.PostalCode);
        Assert.Equal("Digitalisierungsbox Premium", practice.RouterModel);
        Assert.Equal("BTX-7", practice.RouterSerialNumber);
        Assert.Equal(new[] { "192.168.2.10", "srv2" }, practice.Servers);
        Assert.Equal(new[] { "443>192.168.2.10:8443", "udp/500", "8000-8001" }, practice.IntendedForwards.Select(forward => forward.ToString()));
        Assert.Equal(new[] { 80, 443, 8000, 8001 }, practice.IntendedPorts);
        Assert.Equal(new[] { "Müller, Eva <e@praxis.example>", "IT Nord" }, practice.Contacts);
        Assert.Equal("Müller, Eva <e@praxis.example>", practice.Contact);
        Assert.Equal(PracticeSize.Medium, practice.SizeClass);
        Assert.Equal("Dr. Groß", practice.AuthorizedBy);
    }

    [Theory]
    [InlineData("5", PracticeSize.Small)]
    [InlineData("6", PracticeSize.Medium)]
    [InlineData("21", PracticeSize.Large)]
    [InlineData("Großpraxis", PracticeSize.Large)]
    public void A_size_is_a_class_or_a_number_of_people(string text, PracticeSize size) =>
        Assert.Equal(size, Assert.Single(ReadCsv($"Id,Wan,SizeClass\nA,203.0.113.1,{text}\n")).Practice!.SizeClass);

    [Theory]
    [InlineData("Forwards", "443>")]
    [InlineData("Forwards", "tcp/0")]
    [InlineData("Forwards", "90-80")]
    [InlineData("Forwards", "icmp/1")]
    [InlineData("Forwards", "443>server:99999")]
    [InlineData("SizeClass", "riesig")]
    [InlineData("AuthorizedUntil", "31/12/2027")]
    [InlineData("PLZ", "123456")]
    public void A_wrong_field_names_itself_and_its_text(string column, string text)
    {
        InventoryEntry entry = Assert.Single(ReadCsv($"Id;Wan;{column}\nA;203.0.113.1;{text}\n"));

        Assert.Equal(2, entry.Line);
        Assert.Contains($"'{text}'", entry.Error);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("iso-8859-1")]
    public void Umlauts_are_read_in_every_encoding_that_spreadsheets_save(string encoding)
    {
        InventoryEntry[] entries = ReadCsv("Id;Praxis;Wan\nA;Bärbel Größe;203.0.113.1\n", Encoding.GetEncoding(encoding));

        Assert.Equal("Bärbel Größe", Assert.Single(entries).Practice!.Name);
    }

    /// <summary>Escape codes, C1 codes, direction marks and line ends, as a customer's name could bring them into a terminal.</summary>
    [Fact]
    public void Names_and_errors_contain_no_control_characters()
    {
        InventoryEntry[] entries = ReadCsv(
            "Id;Praxis;Wan;Land;Kontakte\nA;\"Praxis\u001b[2J\u202e Nord\u00adost\u009b31m\nVerdict: NotExposed\";203.0.113.1;NI;\"a\u0007@x.example\nb@x.example\"\nB;Zwei;203.0.113.2;\u001b]0;NI;\n");

        Assert.Equal("Praxis [2J Nordost 31m Verdict: NotExposed", entries[0].Practice!.Name);
        Assert.Equal(["a @x.example", "b@x.example"], entries[0].Practice!.Contacts);
        Assert.DoesNotContain(entries[1].Error!, character => char.IsControl(character));
    }

    [Theory]
    [InlineData("inventory.csv", "")]
    [InlineData("inventory.csv", "Vorname;Nachname\nA;B\n")]
    [InlineData("inventory.json", "{ \"PracticeId\": \"A\" }")]
    [InlineData("inventory.json", "[ { ")]
    public void What_is_no_inventory_is_refused_as_a_whole(string name, string text) =>
        Assert.Throws<InvalidDataException>(() => InventoryReader.Read(Write(name, text)).ToArray());

    /// <summary>As lines before a broken one of a CSV file are: the cmdlet states the error after them.</summary>
    [Fact]
    public void Elements_before_a_break_in_JSON_are_read()
    {
        List<string> read = new();
        string path = Write("inventory.json", "[{\"PracticeId\":\"A\",\"WanAddress\":\"203.0.113.1\"},7,{\"PracticeId\":\"B\",\"WanAddress\":\"203.0.113.2\"},{\"PracticeId\":");

        Assert.Throws<InvalidDataException>(() => read.AddRange(InventoryReader.Read(path).Select(entry => entry.Practice?.PracticeId ?? entry.Unusable!.PracticeId)));

        Assert.Equal(["A", "inventory:2", "B"], read);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private InventoryEntry[] ReadCsv(string text, Encoding? encoding = null) =>
        InventoryReader.Read(Write("inventory.csv", text, encoding)).ToArray();

    private string Write(string name, string text, Encoding? encoding = null)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return path;
    }
}
