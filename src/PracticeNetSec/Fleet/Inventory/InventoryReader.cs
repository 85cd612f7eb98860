// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Files;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Fleet.Inventory;

/// <summary>
/// Reads the inventory of practices, CSV (comma or semicolon, German or English headers, with or
/// without BOM) or JSON (an array of objects with the same names). An invalid line becomes an entry with an error; the
/// others are read.
/// </summary>
public static class InventoryReader
{
    private const int MaxFieldLength = 64 * 1024;

    private static readonly Lazy<Dictionary<string, string>> Columns = new(LoadColumns);

    /// <summary>Reads one file.</summary>
    /// <param name="path">File to read; <c>.json</c> is read as JSON, anything else as CSV.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file as a whole is not an inventory.</exception>
    public static IEnumerable<InventoryEntry> Read(string path)
    {
        using TextReader reader = Open(path);

        // Outputs leave out names of files; that of the inventory, without its ending, is needed to find the entry.
        string file = Path.GetFileNameWithoutExtension(path);
        IEnumerable<InventoryEntry> entries = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)
            ? ReadJson(reader, file)
            : ReadCsv(reader, file);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (InventoryEntry entry in entries)
        {
            yield return entry.Practice is Practice practice && !seen.Add(practice.PracticeId)
                ? new InventoryEntry(
                    entry.Line,
                    $"The id '{practice.PracticeId}' stands on an earlier line already: give each practice an id of its own.",
                    Unusable(file, entry.Line, new Practice { Name = practice.Name, Land = practice.Land }, EvidenceOf.InventoryIdTwice(file, entry.Line, practice.PracticeId)))
                : entry;
        }
    }

    /// <summary>The two-letter code of a Land given by code or by name, as an inventory may name it; null when it is neither.</summary>
    public static string? LandCode(string text) => PracticeField.LandCode(text);

    /// <summary>Reads one object with the columns of an inventory, such as Import-Csv or a CMDB returns.</summary>
    /// <param name="source">Where it came from, as the file of an inventory would be named.</param>
    /// <param name="number">Its position there, 1 for the first.</param>
    /// <param name="fields">Its properties as text; lists separated by bars.</param>
    /// <returns>Null where it lacks the columns that an inventory must have.</returns>
    public static InventoryEntry? ReadRow(string source, int number, IReadOnlyCollection<(string Name, string Text)> fields)
    {
        (string? Column, string Text)[] columns = fields.Select(field => (Canonical(field.Name), field.Text)).ToArray();
        return HasRequired(columns.Select(field => field.Column).ToArray()) ? MakeEntry(source, number, columns) : null;
    }

    /// <summary>UTF-8 or UTF-16 by its mark, else UTF-8, else Latin-1: what spreadsheets on Windows call ANSI or CSV.</summary>
    private static StreamReader Open(string path)
    {
        byte[] bytes = InputFile.ReadAllBytes(path);
        Encoding fallback = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        bool marked = bytes.Length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF));
        try
        {
            _ = marked || fallback.GetCharCount(bytes) >= 0;
        }
        catch (DecoderFallbackException)
        {
            fallback = Encoding.GetEncoding("iso-8859-1");
        }

        return new StreamReader(new MemoryStream(bytes), fallback, detectEncodingFromByteOrderMarks: true);
    }

    private static IEnumerable<InventoryEntry> ReadCsv(TextReader reader, string file)
    {
        bool badQuotes = false;
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = new[] { ";", ",", "\t" },
            BadDataFound = _ => badQuotes = true,
            MaxFieldSize = MaxFieldLength,
            TrimOptions = TrimOptions.Trim,
        };
        using CsvParser parser = new(reader, configuration, leaveOpen: true);
        if (!parser.Read())
        {
            throw new InvalidDataException("The inventory is empty: its first line must name the columns, for instance PracticeId;Name;Land;WanAddress.");
        }

        string?[] columns = parser.Record!.Select(Canonical).ToArray();
        RequireColumns(columns);
        while (Next(parser))
        {
            badQuotes = false;
            string[] fields = parser.Record!;
            int line = parser.RawRow - fields.Sum(field => field.Count(c => c == '\n'));
            int last = line + fields.Sum(field => field.TrimEnd().Count(c => c == '\n'));

            // A quotation mark that is never closed would silently swallow the practices below it.
            if (last > line && Array.Exists(fields, field => field.IndexOf('\n') >= 0 && (badQuotes || field.Contains(parser.Delimiter))))
            {
                yield return new InventoryEntry(line, $"A quotation mark is opened and not closed in its field, so lines {line} to {last} could not be read: close it, or write it twice where it belongs to the text.", Unreadable(file, line));
                continue;
            }

            if (fields.All(field => field.Length == 0))
            {
                continue;
            }

            yield return fields.Length > columns.Length
                ? new InventoryEntry(line, $"The line has {fields.Length} fields, the header names {columns.Length}: put fields that hold the separator into quotation marks.", Unreadable(file, line))
                : MakeEntry(file, line, columns.Zip(fields, (column, field) => (column, field)));
        }
    }

    private static bool Next(CsvParser parser)
    {
        int line = parser.RawRow + 1;
        try
        {
            return parser.Read();
        }
        catch (MaxFieldSizeException tooLong)
        {
            throw new InvalidDataException($"From line {line} on, a field is longer than {MaxFieldLength} characters: a quotation mark is probably opened and not closed.", tooLong);
        }
    }

    private static IEnumerable<InventoryEntry> ReadJson(TextReader reader, string file)
    {
        using JsonTextReader json = new(reader) { DateParseHandling = DateParseHandling.None, MaxDepth = 16, CloseInput = false };
        if (Next(json) != JsonToken.StartArray)
        {
            throw NoArray(json, null);
        }

        // One element at a time: an inventory of the whole country as a tree takes gigabytes.
        for (int position = 1; Next(json) != JsonToken.EndArray; position++)
        {
            yield return Element(json) is JObject practice
                ? MakeEntry(file, position, practice.Properties().Select(property => (Canonical(property.Name), TextOf(property.Value))))
                : new InventoryEntry(position, "The element is not an object with the properties of a practice.", Unreadable(file, position));
        }
    }

    /// <summary>The next token; a file that ends within its array is none.</summary>
    private static JsonToken Next(JsonTextReader json)
    {
        try
        {
            return json.Read() ? json.TokenType : throw NoArray(json, null);
        }
        catch (JsonReaderException broken)
        {
            throw NoArray(json, broken);
        }
    }

    private static JToken Element(JsonTextReader json)
    {
        try
        {
            return JToken.Load(json);
        }
        catch (JsonReaderException broken)
        {
            throw NoArray(json, broken);
        }
    }

    private static InvalidDataException NoArray(JsonTextReader json, JsonReaderException? broken) =>
        new($"The inventory is not a JSON array of practices (line {broken?.LineNumber ?? json.LineNumber}, position {broken?.LinePosition ?? json.LinePosition}).", broken);

    /// <summary>Lists as a spreadsheet writes them; only contacts may hold blanks.</summary>
    private static string TextOf(JToken value) => value is JArray list
        ? string.Join("|", list.Select(item => item.ToString()))
        : value.Type == JTokenType.Null ? "" : value.ToString();

    private static void RequireColumns(string?[] columns)
    {
        if (!HasRequired(columns))
        {
            throw new InvalidDataException("The first line must name at least the columns PracticeId and WanAddress (or Kundennummer and WAN-Adresse).");
        }
    }

    private static bool HasRequired(string?[] columns) => columns.Contains(nameof(Practice.PracticeId)) && columns.Contains(nameof(Practice.WanAddress));

    private static InventoryEntry MakeEntry(string file, int line, IEnumerable<(string? Column, string Text)> fields)
    {
        Practice practice = new();
        (string Error, Evidence Problem)? wrong = null;
        foreach ((string? column, string text) in fields)
        {
            // The fields after a wrong one may hold the id by which the practice is known.
            string shown = Shown(text);
            if (column is not null && shown.Length > 0 && PracticeField.Set(practice, column, shown) is string error)
            {
                wrong ??= (error, EvidenceOf.InventoryValueUnusable(file, line, column, shown));
            }
        }

        if (practice.PracticeId.Length == 0)
        {
            wrong = (wrong?.Error ?? "PracticeId is missing: every practice needs an id.", EvidenceOf.InventoryNoId(file, line));
        }
        else if (wrong is null && practice.WanAddress is null && practice.RouterAddress is null)
        {
            wrong = ($"Practice '{practice.PracticeId}' has neither a WanAddress nor a RouterAddress: one of them is needed to check anything.", EvidenceOf.AuditNoAddress());
        }

        return wrong is (string reason, Evidence problem)
            ? new InventoryEntry(line, reason, Unusable(file, line, practice, problem))
            : new InventoryEntry(line, practice);
    }

    private static Practice Unreadable(string file, int line) => Unusable(file, line, new Practice(), EvidenceOf.InventoryEntryUnreadable(file, line));

    /// <summary>What is known of a practice whose line is wrong. Its addresses may be wrong as well: they are left out.</summary>
    private static Practice Unusable(string file, int line, Practice known, Evidence problem) => new()
    {
        PracticeId = known.PracticeId.Length > 0 ? known.PracticeId : $"{file}:{line.ToString(CultureInfo.InvariantCulture)}",
        Name = known.Name,
        Land = known.Land,
        PostalCode = known.PostalCode,
        SizeClass = known.SizeClass,
        InventoryProblem = problem,
    };

    /// <summary>
    /// Names come from customers, and appear in terminals and documents: what would control a terminal becomes a blank, and what is
    /// invisible (soft hyphens, direction marks) is removed. Line ends stay: in lists they are separators.
    /// </summary>
    private static string Shown(string text) => new string(text
        .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format)
        .Select(character => character is '\n' or '\r' or '\t' || DeviceText.IsShown(character) ? character : ' ').ToArray()).Trim();

    private static string? Canonical(string header) =>
        Columns.Value.TryGetValue(LettersOf(header), out string? column) ? column : null;

    private static string LettersOf(string header) => new(header.Where(char.IsLetterOrDigit).ToArray());

    private static Dictionary<string, string> LoadColumns()
    {
        Dictionary<string, string> columns = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, string[]> column in EmbeddedData.Read<Dictionary<string, string[]>>("inventory-columns.json"))
        {
            foreach (string header in column.Value)
            {
                columns.Add(LettersOf(header), column.Key);
            }
        }

        return columns;
    }
}
