// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers;

/// <summary>What the device reports itself to be.</summary>
public sealed class RouterIdentity
{
    /// <summary>Vendor, for instance <c>Telekom</c> (made by bintec elmeg).</summary>
    public string? Vendor { get; set; }

    /// <summary>Model, for instance <c>Digitalisierungsbox Premium</c>; null where nothing that the device reports names one.</summary>
    public string? Model { get; set; }

    /// <summary>Serial number as the device gives it.</summary>
    public string? SerialNumber { get; set; }

    /// <summary>Name the administrator gave the device (sysName).</summary>
    public string? SystemName { get; set; }

    /// <summary>The device's description of itself (sysDescr, RFC 3418 §2), sanitised; null where none was reported.</summary>
    public string? SystemDescription { get; set; }

    /// <summary>Confidence of the identification.</summary>
    public Confidence Confidence { get; set; }

    /// <summary>The evidence, one item per line, each with its source.</summary>
    public Evidence[] Evidence { get; set; } = Array.Empty<Evidence>();

    /// <inheritdoc/>
    public override string ToString() => Model is null ? Vendor ?? "unknown device" : Vendor is null ? Model : $"{Vendor} {Model}";
}
