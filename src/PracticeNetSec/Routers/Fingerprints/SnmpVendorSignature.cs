// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>
/// How the devices of one vendor identify themselves over SNMP, from <c>Data/snmp-vendors.json</c>: the vendor's registered
/// arc, the objects for model, serial number and firmware, and what sysDescr contains where those are missing.
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

    /// <summary>Prefix of every sysObjectID of the vendor.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Enterprise { get; set; } = "";

    public FirmwareScheme Scheme { get; set; }

    /// <summary>Object that contains the model.</summary>
    public string? Model { get; set; }

    /// <summary>Extracts the model from that object; its group is <c>model</c>.</summary>
    public string? ModelPattern { get; set; }

    public string? SerialNumber { get; set; }

    public string? Firmware { get; set; }

    /// <summary>Extracts <c>model</c> and <c>version</c> from sysDescr.</summary>
    public string? Description { get; set; }

    /// <summary>Source of the entry.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Source { get; set; } = "";

    /// <summary>The objects to request.</summary>
    public ObjectIdentifier[] Objects => new[] { Model, SerialNumber, Firmware }.OfType<string>().Select(ObjectIdentifier.Parse).ToArray();

    /// <summary>True when a device's sysObjectID is of this vendor.</summary>
    public bool Made(ObjectIdentifier product) => product.IsWithin(ObjectIdentifier.Parse(Enterprise));

    /// <summary>The device's identity. High confidence where a vendor object agrees with the registered sysObjectID.</summary>
    /// <param name="objects">What <see cref="Objects"/> returned.</param>
    /// <param name="description">sysDescr.</param>
    /// <param name="kind">Names the source in the evidence.</param>
    public (RouterIdentity Identity, RouterFirmware? Firmware) Read(SnmpObjects objects, string? description, string kind)
    {
        string? reported = Text(objects, Model);
        string? version = Text(objects, Firmware);
        string? model = Cut(ModelPattern, reported, "model") ?? reported ?? Cut(Description, description, "model");
        string? firmware = version ?? Cut(Description, description, "version");
        return (
            new RouterIdentity
            {
                Vendor = Vendor,
                Model = model?.Length > MaxModelLength ? model.Substring(0, MaxModelLength) : model,
                SerialNumber = Text(objects, SerialNumber),
                Confidence = reported is not null || version is not null ? Confidence.High : Confidence.Medium,
                Evidence = Signs(kind, reported, version).ToArray(),
            },
            firmware is null ? null : FirmwareText.Parse(firmware, LancomSystem.Scheme(Scheme, model, description, firmware)));
    }

    private IEnumerable<Evidence> Signs(string kind, string? model, string? firmware)
    {
        yield return EvidenceOf.IdentityObjectIdVendor(kind, Vendor, Enterprise, kind);
        if (model is not null)
        {
            yield return EvidenceOf.IdentityVendorModel(kind, Vendor, model, kind);
        }

        if (firmware is not null)
        {
            yield return EvidenceOf.IdentityVendorFirmware(kind, Vendor, firmware, kind);
        }
    }

    private static string? Text(SnmpObjects objects, string? name) =>
        name is not null && objects[ObjectIdentifier.Parse(name)]?.AsText() is { Length: > 0 } text ? text : null;

    private static string? Cut(string? pattern, string? text, string group)
    {
        if (pattern is null || text is null)
        {
            return null;
        }

        try
        {
            Match match = Regex.Match(text, pattern, RegexOptions.CultureInvariant, MatchTimeout);
            return match.Success && match.Groups[group] is { Success: true } found ? found.Value.Trim() : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
