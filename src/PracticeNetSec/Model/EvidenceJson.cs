// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PracticeNetSec.Model;

/// <summary>
/// Evidence in JSON: <c>code</c>, <c>text</c> (English), and where there are any <c>arguments</c> by name, <c>source</c> and <c>observedAt</c>. A
/// reader in another language renders its own text from code and arguments. Files of version 0.1 have the text alone.
/// </summary>
internal sealed class EvidenceJson : JsonConverter<Evidence>
{
    /// <summary>Nested deeper, it is not evidence of this module.</summary>
    private const int MaxDepth = 8;

    /// <inheritdoc/>
    public override void WriteJson(JsonWriter writer, Evidence? value, JsonSerializer serializer) => (value is null ? (JToken)JValue.CreateNull() : Of(value, evidence => evidence.Text, text => text)).WriteTo(writer);

    /// <summary>Reads evidence; what is JSON of another shape becomes a text, never an error.</summary>
    /// <exception cref="JsonReaderException">It is no JSON.</exception>
    public override Evidence? ReadJson(JsonReader reader, Type objectType, Evidence? existingValue, bool hasExistingValue, JsonSerializer serializer)
    {
        // A DateTime of Json.NET has lost the offset, and what looks like a time may be a device's text.
        DateParseHandling before = reader.DateParseHandling;
        reader.DateParseHandling = DateParseHandling.None;
        try
        {
            return Read(JToken.ReadFrom(reader), MaxDepth);
        }
        finally
        {
            reader.DateParseHandling = before;
        }
    }

    /// <summary>The JSON of a piece of evidence.</summary>
    /// <param name="evidence">What is stated.</param>
    /// <param name="text">The text of it, and of the evidence among its arguments, as the reader gets it.</param>
    /// <param name="clean">Makes a value safe to print.</param>
    public static JObject Of(Evidence evidence, Func<Evidence, string> text, Func<string, string> clean)
    {
        JObject json = new() { ["code"] = clean(evidence.Code), ["text"] = text(evidence) };
        if (evidence.Arguments.Count > 0)
        {
            json["arguments"] = new JObject(evidence.Arguments.Select(argument => new JProperty(clean(argument.Key), Value(argument.Value, text, clean))));
        }

        if (evidence.Source is string source)
        {
            json["source"] = clean(source);
        }

        if (evidence.ObservedAt is DateTimeOffset time)
        {
            json["observedAt"] = Time(time);
        }

        return json;
    }

    private static JToken Value(object value, Func<Evidence, string> text, Func<string, string> clean) => value switch
    {
        string single => clean(single),
        string[] several => new JArray(several.Select(clean)),
        DateTimeOffset time => Time(time),
        Evidence cause => Of(cause, text, clean),
        Evidence[] parts => new JArray(parts.Select(part => Of(part, text, clean))),
        _ => new JValue(value),
    };

    // One offset for all, whatever machine saved the object.
    private static string Time(DateTimeOffset time) => GermanTime.At(time).ToString("o", CultureInfo.InvariantCulture);

    private static Evidence Read(JToken token, int depth)
    {
        if (token is not JObject saved || depth == 0)
        {
            return Evidence.Of(token.Type == JTokenType.String ? (string)token! : "");
        }

        IEnumerable<KeyValuePair<string, object?>> arguments = (saved["arguments"] as JObject)?.Properties()
            .Select(argument => new KeyValuePair<string, object?>(argument.Name, Value(argument.Value, depth))) ?? Enumerable.Empty<KeyValuePair<string, object?>>();
        return Evidence.Restore(
            Value(saved["code"], depth) as string,
            Value(saved["text"], depth) as string,
            arguments,
            Value(saved["source"], depth) as string,
            EvidenceTable.Restore(Value(saved["observedAt"], depth), EvidenceType.Time) as DateTimeOffset?);
    }

    private static object? Value(JToken? value, int depth) => value switch
    {
        JObject cause => Read(cause, depth - 1),
        JArray { First: JObject } parts => parts.Select(part => Read(part, depth - 1)).ToArray(),
        JArray list => list.Select(text => Value(text, depth)?.ToString() ?? "").ToArray(),
        JValue single => single.Value,
        _ => null,
    };
}
