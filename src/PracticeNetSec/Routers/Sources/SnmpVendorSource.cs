// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Routers.Fingerprints;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// The identity of a device of another vendor than bintec: from the vendor's own objects where known, else from
/// ENTITY-MIB (RFC 6933), the standard's objects.
/// </summary>
internal sealed class SnmpVendorSource
{
    private const int MaxRows = 256;
    private const int Chassis = 3;

    private static readonly ObjectIdentifier EntPhysicalEntry = ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1);

    private SnmpVendorSource(RouterIdentity identity, RouterFirmware? firmware) => (Identity, Firmware) = (identity, firmware);

    public RouterIdentity Identity { get; }

    public RouterFirmware? Firmware { get; }

    /// <summary>Reads it; null when the device names neither vendor nor model.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<SnmpVendorSource?> ReadAsync(ISnmpSource source, CancellationToken cancellation)
    {
        SnmpObjects system = await source.GetAsync(new[] { BintecMib.SysDescr, BintecMib.SysObjectId, BintecMib.SysName }, cancellation).ConfigureAwait(false);
        SnmpVendorSignature? maker = system[BintecMib.SysObjectId]?.AsOid() is { } product ? SnmpVendorCatalog.Shipped.Of(product) : null;
        SnmpVendorSource? reading = maker is null
            ? await ByEntityAsync(source, cancellation).ConfigureAwait(false)
            : await ByMakerAsync(maker, source, system[BintecMib.SysDescr]?.AsText(), cancellation).ConfigureAwait(false);
        if (reading is not null)
        {
            reading.Identity.SystemName = system[BintecMib.SysName]?.AsText() is { Length: > 0 } name ? name : null;
        }

        return reading;
    }

    private static async Task<SnmpVendorSource> ByMakerAsync(SnmpVendorSignature maker, ISnmpSource source, string? description, CancellationToken cancellation)
    {
        SnmpObjects own = await source.GetAsync(maker.Objects, cancellation).ConfigureAwait(false);
        (RouterIdentity identity, RouterFirmware? firmware) = maker.Read(own, description, source.Kind);
        return new SnmpVendorSource(identity, firmware);
    }

    private static async Task<SnmpVendorSource?> ByEntityAsync(ISnmpSource source, CancellationToken cancellation)
    {
        uint[] columns = { EntPhysical.Class, EntPhysical.SoftwareRev, EntPhysical.SerialNum, EntPhysical.MfgName, EntPhysical.ModelName };
        SnmpTable table = await source.ReadTableAsync(new TableRequest(columns.Select(column => EntPhysicalEntry.Append(column)).ToArray()) { MaxRows = MaxRows }, cancellation).ConfigureAwait(false);
        SnmpRow? chassis = table.Rows.FirstOrDefault(row => row[EntPhysical.Class]?.AsInteger() == Chassis);
        if (chassis is null || (Text(chassis, EntPhysical.MfgName) ?? Text(chassis, EntPhysical.ModelName)) is null)
        {
            return null;
        }

        RouterIdentity identity = new()
        {
            Vendor = Text(chassis, EntPhysical.MfgName),
            Model = Text(chassis, EntPhysical.ModelName),
            SerialNumber = Text(chassis, EntPhysical.SerialNum),
            Confidence = Confidence.Medium,
            Evidence = new[] { EvidenceOf.IdentityChassis(source.Kind, $"{Text(chassis, EntPhysical.MfgName)} {Text(chassis, EntPhysical.ModelName)}".Trim(), source.Kind) },
        };
        return new SnmpVendorSource(identity, Text(chassis, EntPhysical.SoftwareRev) is { } words ? FirmwareText.Parse(words) : null);
    }

    private static string? Text(SnmpRow row, uint column) => row[column]?.AsText() is { Length: > 0 } text ? text : null;

    /// <summary>Columns of entPhysicalTable, RFC 6933 §3.</summary>
    private static class EntPhysical
    {
        public const uint Class = 5;
        public const uint SoftwareRev = 10;
        public const uint SerialNum = 11;
        public const uint MfgName = 12;
        public const uint ModelName = 13;
    }
}
