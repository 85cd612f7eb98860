// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>
/// How the devices of one vendor identify themselves over SNMP, from <c>Data/snmp-vendors.json</c>: the vendor's registered
/// arcs, the objects for model, serial number and firmware, and what sysDescr contains where those are missing.
/// </summary>
internal sealed class SnmpVendorSignature
{
    private const int MaxModelLength = 60;

    // The patterns are ours, the text is the device's: a match that takes longer than this is abandoned.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(200);

    [JsonProperty(Required = Required.Always)]
    public string Id { get; set; } = "";

    [JsonProperty(Required = Required.Always)]
    public string Vendor { get; set; } = "";

    /// <summary>Prefixes of the sysObjectIDs of the vendor (IANA private enterprise numbers); empty where its devices have only those of a common agent.</summary>
    [JsonProperty(Required = Required.Always)]
    public string[] Enterprises { get; set; } = Array.Empty<string>();

    /// <summary>What sysDescr must match besides, where other vendors use the same number.</summary>
    public string? Requires { get; set; }

    /// <summary>True where devices of the vendor answer with the sysObjectID of a common agent: their own objects then show the vendor.</summary>
    public bool OnCommonAgent { get; set; }

    public FirmwareScheme Scheme { get; set; }

    /// <summary>Objects that contain the model, the first that exists counts.</summary>
    public string[] Models { get; set; } = Array.Empty<string>();

    /// <summary>Extracts the group <c>model</c> from those objects and from entPhysicalModelName; a text that does not match names no model.</summary>
    public string? ModelPattern { get; set; }

    /// <summary>Abbreviations at the start of a model that stand for the name of a family; the first that fits is replaced.</summary>
    public Dictionary<string, string> ModelPrefixes { get; set; } = new();

    /// <summary>Columns of a table of which the first row contains the model.</summary>
    public string[] ModelColumns { get; set; } = Array.Empty<string>();

    /// <summary>The same of the firmware's version.</summary>
    public string[] FirmwareColumns { get; set; } = Array.Empty<string>();

    /// <summary>The product's name where its devices state no model, for instance of a firewall distribution.</summary>
    public string? Product { get; set; }

    public string[] SerialNumbers { get; set; } = Array.Empty<string>();

    /// <summary>Objects that contain the firmware's version.</summary>
    public string[] Firmwares { get; set; } = Array.Empty<string>();

    /// <summary>Extracts the group <c>version</c> from those objects.</summary>
    public string? FirmwarePattern { get; set; }

    /// <summary>Extract <c>model</c> and <c>version</c> from sysDescr; the first that contains one counts.</summary>
    public string[] Descriptions { get; set; } = Array.Empty<string>();

    /// <summary>The same of forms that no other vendor writes: on a common agent they show the vendor.</summary>
    public string[] OwnDescriptions { get; set; } = Array.Empty<string>();

    /// <summary>Source of the entry.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Source { get; set; } = "";

    /// <summary>The objects to request.</summary>
    public ObjectIdentifier[] Objects => Models.Concat(SerialNumbers).Concat(Firmwares).Select(ObjectIdentifier.Parse).ToArray();

    /// <summary>The columns to request where no object states model or firmware.</summary>
    public ObjectIdentifier[] Columns => ModelColumns.Concat(FirmwareColumns).Select(ObjectIdentifier.Parse).ToArray();

    /// <summary>The vendor's arcs.</summary>
    public ObjectIdentifier[] Arcs => Enterprises.Select(ObjectIdentifier.Parse).ToArray();

    /// <summary>True when a device's sysObjectID is of this vendor.</summary>
    public bool Registered(ObjectIdentifier product, string? description) =>
        Arcs.Any(product.IsWithin) && (Requires is null || Match(Requires, description) is not null);

    /// <summary>What the vendor's own objects state.</summary>
    /// <param name="objects">What <see cref="Objects"/> returned.</param>
    public SnmpVendorStatement OfObjects(SnmpObjects objects) => new(
        ModelOf(First(objects, Models, ModelPattern, "model")),
        First(objects, SerialNumbers, null, ""),
        First(objects, Firmwares, FirmwarePattern, "version"));

    /// <summary>What the first row of <see cref="Columns"/> that has any states.</summary>
    public SnmpVendorStatement OfColumns(SnmpTable table) => new(
        ModelOf(First(table, ModelColumns, ModelPattern, "model")), null, First(table, FirmwareColumns, FirmwarePattern, "version"));

    /// <summary>True where sysDescr is in a form that only this vendor writes.</summary>
    public bool Describes(string? description) => OwnDescriptions.Any(pattern => Match(pattern, description) is not null);

    /// <summary>What sysDescr states.</summary>
    public SnmpVendorStatement OfDescription(string? description)
    {
        Match[] matches = OwnDescriptions.Concat(Descriptions).Select(pattern => Match(pattern, description)).OfType<Match>().ToArray();
        return new SnmpVendorStatement(
            ModelOf(matches.Select(match => Group(match, "model")).FirstOrDefault(model => model is not null)),
            null,
            matches.Select(match => Group(match, "version")).FirstOrDefault(version => version is not null));
    }

    /// <summary>What ENTITY-MIB states of the chassis (RFC 6933 §3), in its own columns or in its description.</summary>
    public SnmpVendorStatement OfChassis(SnmpVendorStatement chassis, string? description)
    {
        SnmpVendorStatement described = OfDescription(description);
        return new SnmpVendorStatement(ModelOf(Cut(ModelPattern, chassis.Model, "model")) ?? described.Model, chassis.SerialNumber, chassis.Firmware ?? described.Firmware);
    }

    private string? ModelOf(string? stated)
    {
        string? prefix = stated is null ? null : ModelPrefixes.Keys.FirstOrDefault(start => stated.StartsWith(start, StringComparison.Ordinal));
        string? model = prefix is null ? stated : ModelPrefixes[prefix] + stated!.Substring(prefix.Length);
        return model?.Length > MaxModelLength ? model.Substring(0, MaxModelLength).TrimEnd() : model;
    }

    private static string? First(SnmpObjects objects, string[] names, string? pattern, string group) => names
        .Select(name => Cut(pattern, objects[ObjectIdentifier.Parse(name)]?.AsText(), group))
        .FirstOrDefault(text => text is { Length: > 0 });

    private static string? First(SnmpTable table, string[] columns, string? pattern, string group) => columns
        .Select(column => ObjectIdentifier.Parse(column))
        .SelectMany(column => table.Rows.Select(row => Cut(pattern, row[column[column.Length - 1]]?.AsText(), group)))
        .FirstOrDefault(text => text is { Length: > 0 });

    /// <summary>The group of a match; without a pattern the whole text.</summary>
    private static string? Cut(string? pattern, string? text, string group) =>
        pattern is null ? text : Match(pattern, text) is { } match ? Group(match, group) : null;

    private static string? Group(Match match, string name) => match.Groups[name] is { Success: true, Length: > 0 } found ? found.Value.Trim() : null;

    private static Match? Match(string pattern, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            return Regex.Match(text, pattern, RegexOptions.CultureInvariant, MatchTimeout) is { Success: true } match ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
