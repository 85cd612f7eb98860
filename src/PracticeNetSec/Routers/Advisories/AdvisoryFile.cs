// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Advisories;

/// <summary>
/// Reads a file of advisories. Verdicts depend on it, so a file with any error is rejected entirely: the first error is
/// reported with its field and line.
/// </summary>
internal static class AdvisoryFile
{
    /// <summary>The version of the file format that this reader supports.</summary>
    public const int SchemaVersion = 1;

    private const long LongestFile = 4 * 1024 * 1024;
    private const int MaxNesting = 16;

    /// <exception cref="InputException">The file is not in that format; the message names field and line.</exception>
    public static AdvisoryCatalog Read(Stream stream, string name)
    {
        JsonFields file = new(Parse(stream, name), name);
        file.AllowOnly("$schema", "schemaVersion", "checked", "advisories");
        if (file.Integer("schemaVersion") is int version && version != SchemaVersion)
        {
            throw file.Wrong("schemaVersion", $"is {version}, this module reads {SchemaVersion}; update the module or take an older file");
        }

        Advisory[] advisories = file.Objects("advisories").Select(Advisory).ToArray();
        HashSet<string> ids = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonFields entry in file.Objects("advisories"))
        {
            if (!ids.Add(entry.Text("id")))
            {
                throw entry.Wrong("id", $"'{entry.Text("id")}' stands twice");
            }
        }

        return new AdvisoryCatalog(file.Date("checked"), advisories);
    }

    private static Advisory Advisory(JsonFields entry)
    {
        entry.AllowOnly("id", "kind", "title", "vendor", "vendorAliases", "sisterModels", "conditional", "ranges", "precondition", "ports", "rules", "knownSince", "source", "checked");
        AdvisoryKind kind = entry.Choice<AdvisoryKind>("kind");
        AdvisoryRange[] ranges = entry.ObjectsOrNone("ranges").Select(Range).ToArray();
        if ((kind == AdvisoryKind.Firmware) != (ranges.Length > 0))
        {
            throw entry.Wrong("ranges", kind == AdvisoryKind.Firmware ? "is missing or empty; a firmware advisory names versions" : "has no place in an entry about exposure");
        }

        AdvisoryCondition? condition = entry.ObjectOrNull("conditional") is JsonFields fields ? Condition(fields) : null;
        if (condition is not null && kind != AdvisoryKind.Firmware)
        {
            throw entry.Wrong("conditional", "has no place in an entry about exposure");
        }

        string? vendor = entry.TextOrNull("vendor");
        if (vendor is null && kind == AdvisoryKind.Firmware)
        {
            throw entry.Wrong("vendor", "is missing; a firmware has a vendor");
        }

        return new Advisory(
            new RouterAdvisory
            {
                Id = entry.Text("id"),
                Kind = kind,
                Title = entry.Text("title"),
                Vendor = vendor,
                Models = ranges.SelectMany(range => range.Models).Distinct().ToArray(),
                SisterModels = entry.TextsOrNone("sisterModels"),
                ConditionalModels = condition?.Models ?? Array.Empty<string>(),
                ModelCondition = condition?.Text,
                Ranges = ranges.Select(Published).ToArray(),
                FixedIn = ranges.Select(range => range.FixedInText).Distinct().ToArray(),
                Precondition = entry.TextOrNull("precondition"),
                Ports = entry.PortsOrNone("ports"),
                Rules = entry.TextsOrNone("rules"),
                Source = entry.Text("source"),
                CheckedOn = entry.Date("checked"),
            },
            ranges)
        {
            VendorAliases = entry.TextsOrNone("vendorAliases"),
            Condition = condition,
            KnownSince = entry.DateOrNull("knownSince"),
        };
    }

    private static AdvisoryCondition Condition(JsonFields fields)
    {
        fields.AllowOnly("models", "condition", "updatePublished");
        string[] models = fields.TextsOrNone("models");
        return models.Length > 0
            ? new AdvisoryCondition(models, fields.Text("condition"), fields.Date("updatePublished"))
            : throw fields.Wrong("models", "is missing or empty");
    }

    private static AdvisoryRange Range(JsonFields range)
    {
        range.AllowOnly("models", "scheme", "affectedFrom", "lastAffected", "fixedIn");
        FirmwareScheme scheme = range.Choice<FirmwareScheme>("scheme");
        FirmwareVersion fixedIn = Version(range, "fixedIn", range.Text("fixedIn"), scheme);
        FirmwareVersion? from = range.TextOrNull("affectedFrom") is string start ? Version(range, "affectedFrom", start, scheme) : null;
        FirmwareVersion? last = range.TextOrNull("lastAffected") is string end ? Version(range, "lastAffected", end, scheme) : null;
        if (FirmwareVersion.Compare(from, fixedIn) >= 0 || FirmwareVersion.Compare(from, last) > 0)
        {
            throw range.Wrong("affectedFrom", "is not below the versions that follow it");
        }

        if (FirmwareVersion.Compare(last, fixedIn) >= 0)
        {
            throw range.Wrong("lastAffected", "is not below fixedIn");
        }

        string[] models = range.TextsOrNone("models");
        return models.Length > 0
            ? new AdvisoryRange(models, from, last, fixedIn, range.Text("fixedIn"))
            : throw range.Wrong("models", "is missing or empty");
    }

    private static FirmwareVersion Version(JsonFields range, string field, string text, FirmwareScheme scheme) =>
        FirmwareVersion.TryParse(text, scheme) ?? throw range.Wrong(field, $"'{text}' is no version of the scheme {scheme}");

    private static RouterAdvisoryRange Published(AdvisoryRange range) => new()
    {
        Models = range.Models,
        Scheme = range.FixedIn.Scheme,
        AffectedFrom = range.From?.ToString(),
        LastAffected = range.LastAffected?.ToString(),
        FixedIn = range.FixedInText,
    };

    private static JObject Parse(Stream stream, string name)
    {
        if (stream.Length > LongestFile)
        {
            throw new InputException(JsonFields.ErrorId, $"'{name}' is larger than {LongestFile / 1024 / 1024} MiB; that is no file of advisories.");
        }

        try
        {
            using JsonTextReader reader = new(new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true)))
            {
                MaxDepth = MaxNesting,
                DateParseHandling = DateParseHandling.None,
                Culture = CultureInfo.InvariantCulture,
            };
            JObject file = JObject.Load(reader, new JsonLoadSettings { LineInfoHandling = LineInfoHandling.Load, DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            while (reader.Read())
            {
                if (reader.TokenType != JsonToken.Comment)
                {
                    throw new JsonReaderException("More text follows the end.", reader.Path, reader.LineNumber, reader.LinePosition, null);
                }
            }

            return file;
        }
        catch (JsonException broken)
        {
            // The reader's message already names path, line and position.
            throw new InputException(JsonFields.ErrorId, $"'{name}' is not JSON as it should be: {InputException.Quote(broken.Message)} Give a file with the fields of the shipped advisories.", broken);
        }
        catch (DecoderFallbackException broken)
        {
            throw new InputException(JsonFields.ErrorId, $"'{name}' is not text in UTF-8.", broken);
        }
    }
}
