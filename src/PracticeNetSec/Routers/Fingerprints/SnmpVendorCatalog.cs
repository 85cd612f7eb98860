// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>The vendors whose devices are recognised over SNMP, besides the bintec family.</summary>
internal sealed class SnmpVendorCatalog
{
    // sysObjectID is "allocated within the SMI enterprises subtree" (RFC 3418 §2).
    private static readonly ObjectIdentifier Registered = ObjectIdentifier.Of(1, 3, 6, 1, 4, 1);

    private static readonly Lazy<SnmpVendorCatalog> Loaded = new(() => EmbeddedData.Read<SnmpVendorCatalog>("snmp-vendors.json"));

    public static SnmpVendorCatalog Shipped => Loaded.Value;

    /// <summary>Where the numbers are from.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Source { get; set; } = "";

    /// <summary>Day on which the entries were last reviewed.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Checked { get; set; } = "";

    /// <summary>sysObjectIDs of agents that many vendors install: they name the agent, not the device.</summary>
    [JsonProperty(Required = Required.Always)]
    public string[] CommonAgents { get; set; } = Array.Empty<string>();

    /// <summary>Of two entries whose arcs contain each other, the narrower one stands first.</summary>
    [JsonProperty(Required = Required.Always)]
    public SnmpVendorSignature[] Vendors { get; set; } = Array.Empty<SnmpVendorSignature>();

    /// <summary>The vendor that registered a device's sysObjectID; null when it is not listed.</summary>
    public SnmpVendorSignature? Of(ObjectIdentifier? product, string? description) =>
        product is null ? null : Vendors.FirstOrDefault(vendor => vendor.Registered(product, description));

    /// <summary>True for a sysObjectID that names no vendor: a common agent's, none at all, or one outside of the registered arc.</summary>
    public bool NamesNoVendor(ObjectIdentifier? product) => product is null
        || product.Length <= Registered.Length
        || !product.IsWithin(Registered)
        || CommonAgents.Any(agent => product.IsWithin(ObjectIdentifier.Parse(agent)));
}
