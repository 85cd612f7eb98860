// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Advisories;

/// <summary>The fields of one JSON object of a user's file; errors are reported with field and line.</summary>
internal sealed class JsonFields
{
    public const string ErrorId = "AdvisoryFileInvalid";

    private const int MaxTextLength = 1000;

    private readonly JObject _object;
    private readonly string _file;

    public JsonFields(JObject json, string file)
    {
        _object = json;
        _file = file;
    }

    /// <summary>Rejects unknown fields: a misspelt one would silently change a verdict.</summary>
    public void AllowOnly(params string[] fields)
    {
        if (_object.Properties().FirstOrDefault(property => !fields.Contains(property.Name)) is JProperty unknown)
        {
            throw Wrong(unknown.Name, "is not known");
        }
    }

    public string Text(string field) => TextOrNull(field) ?? throw Wrong(field, "is missing");

    public string? TextOrNull(string field) => Field(field) is JToken token ? AsText(token, field) : null;

    public string[] TextsOrNone(string field) => Items(field).Select(item => AsText(item, field)).ToArray();

    public int[] PortsOrNone(string field) => Items(field)
        .Select(item => item is JValue { Value: long and >= 1 and <= 65535 } ? (int)item : throw Wrong(field, "holds something that is no port"))
        .ToArray();

    // A number beyond 64 bits has another type, and is therefore rejected here.
    public int Integer(string field) => Field(field) is JValue { Value: long and >= 0 and <= int.MaxValue } token
        ? (int)token
        : throw Wrong(field, "is missing or no number");

    public DateTime Date(string field) => DateOrNull(field) ?? throw Wrong(field, "is missing");

    public DateTime? DateOrNull(string field) => TextOrNull(field) is not string text ? null
        : DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date) ? date
        : throw Wrong(field, $"'{text}' is no date of the form 2026-11-23");

    public TChoice Choice<TChoice>(string field)
        where TChoice : struct, Enum
    {
        string text = Text(field);
        return Enum.GetNames(typeof(TChoice)).Contains(text)
            ? (TChoice)Enum.Parse(typeof(TChoice), text)
            : throw Wrong(field, $"'{text}' is none of {string.Join(", ", Enum.GetNames(typeof(TChoice)))}");
    }

    public JsonFields? ObjectOrNull(string field) => Field(field) switch
    {
        null => null,
        JObject child => new JsonFields(child, _file),
        _ => throw Wrong(field, "is no object"),
    };

    public IReadOnlyList<JsonFields> Objects(string field) => Field(field) is null ? throw Wrong(field, "is missing") : ObjectsOrNone(field);

    public IReadOnlyList<JsonFields> ObjectsOrNone(string field) => Items(field)
        .Select(item => item is JObject child ? new JsonFields(child, _file) : throw Wrong(field, "holds something that is no object"))
        .ToArray();

    /// <summary>The error that names a field of this object.</summary>
    public InputException Wrong(string field, string what)
    {
        IJsonLineInfo line = (IJsonLineInfo?)_object.Property(field) ?? _object;
        string path = _object.Path.Length == 0 ? field : $"{_object.Path}.{field}";
        return new InputException(ErrorId, string.Format(CultureInfo.InvariantCulture, "'{0}', line {1}: {2} {3}.", _file, line.LineNumber, InputException.Quote(path), InputException.Quote(what)));
    }

    private JToken? Field(string field) => _object[field] is { Type: not JTokenType.Null } token ? token : null;

    private IEnumerable<JToken> Items(string field) => Field(field) switch
    {
        null => Array.Empty<JToken>(),
        JArray items => items,
        _ => throw Wrong(field, "is no list"),
    };

    private string AsText(JToken token, string field)
    {
        string? text = token.Type == JTokenType.String ? ((string?)token)?.Trim() : null;
        return text is { Length: > 0 and <= MaxTextLength } ? text : throw Wrong(field, $"is no text of 1 to {MaxTextLength} characters");
    }
}
