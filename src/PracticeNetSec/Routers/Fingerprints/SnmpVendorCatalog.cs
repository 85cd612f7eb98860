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
    private static readonly Lazy<SnmpVendorCatalog> Loaded = new(() => EmbeddedData.Read<SnmpVendorCatalog>("snmp-vendors.json"));

    public static SnmpVendorCatalog Shipped => Loaded.Value;

    /// <summary>Day on which the entries were last reviewed.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Checked { get; set; } = "";

    [JsonProperty(Required = Required.Always)]
    public SnmpVendorSignature[] Makers { get; set; } = Array.Empty<SnmpVendorSignature>();

    /// <summary>The vendor of a device; null when it is not listed.</summary>
    public SnmpVendorSignature? Of(ObjectIdentifier product) => Makers.FirstOrDefault(maker => maker.Made(product));
}
