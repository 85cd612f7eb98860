// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;
using PracticeNetSec.Upnp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>What a device description states about the device.</summary>
internal static class UpnpIdentity
{
    private const string Avm = "AVM";

    /// <summary>Null when it names no model.</summary>
    /// <param name="description">The description.</param>
    /// <param name="location">Where it was read.</param>
    /// <param name="source">The source that read it.</param>
    public static RouterIdentity? From(DeviceDescription description, Uri location, string source)
    {
        string? model = description.ModelName ?? description.FriendlyName;
        if (model is null)
        {
            return null;
        }

        bool isBox = Holds(description.ModelName) || Holds(description.FriendlyName);
        bool isAvm = IsAvm(description);
        return new RouterIdentity
        {
            Vendor = isBox ? "Telekom" : isAvm ? Avm : description.Manufacturer,
            Model = isBox ? DigitalisierungsboxModel.Find($"{description.ModelName} {description.FriendlyName}") : model,
            SerialNumber = description.SerialNumber,

            // AVM's own field together with AVM's name; any other description is often the UPnP software's default.
            Confidence = isAvm && description.SystemVersion is not null ? Confidence.High : Confidence.Medium,
            Evidence = new[] { EvidenceOf.IdentityDescribed(location.ToString(), $"{description.Manufacturer} {model}".Trim(), source) },
        };
    }

    /// <summary>True for a description that names AVM as the manufacturer.</summary>
    public static bool IsAvm(DeviceDescription description) => description.Manufacturer?.StartsWith(Avm, StringComparison.Ordinal) == true;

    private static bool Holds(string? text) => text?.IndexOf(DigitalisierungsboxModel.Family, StringComparison.OrdinalIgnoreCase) >= 0;
}
