// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>What one place of a device (the vendor's objects, sysDescr, ENTITY-MIB) states about its identity.</summary>
internal sealed record SnmpVendorStatement(string? Model, string? SerialNumber, string? Firmware)
{
    public static readonly SnmpVendorStatement Nothing = new(null, null, null);

    public bool IsEmpty => Model is null && SerialNumber is null && Firmware is null;

    /// <summary>True where model or firmware is not stated.</summary>
    public bool IsGap => Model is null || Firmware is null;

    /// <summary>This, with what it lacks from another.</summary>
    public SnmpVendorStatement Or(SnmpVendorStatement other) => new(Model ?? other.Model, SerialNumber ?? other.SerialNumber, Firmware ?? other.Firmware);
}
