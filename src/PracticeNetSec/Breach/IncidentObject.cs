// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Breach;

/// <summary>One object of an incident file. Every value is read by name and type; what is wrong is an error that names the field and its line.</summary>
internal sealed class IncidentObject
{
    private const int MaxTextLength = 2000;
    private const int MaxEntries = 100;

    private readonly JObject _json;
    private readonly string _path;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly ICollection<string> _hidden;

    /// <param name="json">The object.</param>
    /// <param name="path">Its position, followed by a dot.</param>
    /// <param name="hidden">Takes the paths of fields in which something secret was hidden.</param>
    public IncidentObject(JObject json, string path, ICollection<string> hidden)
    {
        _json = json;
        _path = path;
        _hidden = hidden;
    }

    /// <summary>Reads an object within; an unexpected member in it is an error.</summary>
    public void Part(string name, Action<IncidentObject> read)
    {
        IncidentObject part = Find(name) switch
        {
            null => new IncidentObject(new JObject(), _path + name + ".", _hidden),
            JObject json => new IncidentObject(json, _path + name + ".", _hidden),
            JToken other => throw Wrong(name, other, "an object in braces"),
        };
        read(part);
        part.RefuseUnknown();
    }

    public string? Text(string name) => Find(name) switch
    {
        null => null,
        JValue { Type: JTokenType.String } text => TextOf(name, text),
        JToken other => throw Wrong(name, other, "a text in quotation marks"),
    };

    public string[] Texts(string name) => Find(name) switch
    {
        null => Array.Empty<string>(),
        JArray list when list.Count <= MaxEntries => list.Select(item => item is JValue { Type: JTokenType.String } text
            ? TextOf(name, text)
            : throw Wrong(name, item, "a list of texts, for instance [\"one\", \"two\"]")).OfType<string>().ToArray(),
        JToken other => throw Wrong(name, other, $"a list of at most {MaxEntries} texts, for instance [\"one\", \"two\"]"),
    };

    public long? Number(string name, long most) => Find(name) switch
    {
        null => null,
        JValue { Type: JTokenType.Integer } number when number.Value is long value && value >= 0 && value <= most => value,
        JToken other => throw Wrong(name, other, FormattableString.Invariant($"a whole number from 0 to {most}, without quotation marks")),
    };

    public bool? Flag(string name) => Find(name) switch
    {
        null => null,
        JValue { Type: JTokenType.Boolean } flag => (bool)flag,
        JToken other => throw Wrong(name, other, "true, false or null"),
    };

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        string choices = string.Join(", ", Enum.GetNames(typeof(T)).Select(choice => $"\"{choice}\""));
        if (Find(name) is not JToken token)
        {
            return null;
        }

        if (token is not JValue { Type: JTokenType.String } text)
        {
            throw Wrong(name, token, "one of " + choices);
        }

        string? written = TextOf(name, text);
        return written is null ? null
            : Enum.GetNames(typeof(T)).FirstOrDefault(choice => choice.Equals(written, StringComparison.OrdinalIgnoreCase)) is string found ? (T)Enum.Parse(typeof(T), found)
            : throw Wrong(name, token, "one of " + choices);
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not string text)
        {
            return null;
        }

        try
        {
            return LegalTime.Read(text);
        }
        catch (InputException error)
        {
            throw new InputException("InvalidIncidentValue", $"{_path}{name}{LineOf(_json[name]!)}: {error.Message}", error);
        }
    }

    /// <summary>A misspelt field would otherwise be ignored silently.</summary>
    public void RefuseUnknown()
    {
        if (_json.Properties().FirstOrDefault(property => !_known.Contains(property.Name)) is JProperty unknown)
        {
            throw new InputException("UnknownIncidentField", $"{_path}{DeviceText.Clean(unknown.Name)}{LineOf(unknown)}: there is no such field. Known here: {string.Join(", ", _known)}.");
        }
    }

    public InputException Wrong(string name, string wanted) => new("InvalidIncidentValue", $"{_path}{name}{LineOf(_json[name] ?? (JToken)_json)}: {wanted}");

    private string? TextOf(string name, JValue value)
    {
        string text = (value.Value as string ?? "").Trim();
        if (text.Length > MaxTextLength)
        {
            throw Wrong(name, value, FormattableString.Invariant($"at most {MaxTextLength} characters"));
        }

        // An invisible character would hide a word from this check, not from a reader.
        string visible = string.Concat(text.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format));
        string shown = SecretText.Redact(visible);
        if (shown != visible && !_hidden.Contains(_path + name))
        {
            _hidden.Add(_path + name);
        }

        return shown.Length == 0 ? null : shown;
    }

    private JToken? Find(string name)
    {
        _known.Add(name);
        return _json[name] is JToken token && token.Type != JTokenType.Null ? token : null;
    }

    private InputException Wrong(string name, JToken token, string wanted) => new(
        "InvalidIncidentValue",
        $"{_path}{name}{LineOf(token)}: expected {wanted}.");

    private static string LineOf(JToken token) => token is IJsonLineInfo line && line.HasLineInfo()
        ? string.Format(CultureInfo.InvariantCulture, " (line {0})", line.LineNumber)
        : "";
}
