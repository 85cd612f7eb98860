// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Routers.Fingerprints;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// The identity of a device of another vendor than bintec. The registered sysObjectID names the vendor. Where it is that of an
/// agent that many vendors install (Net-SNMP), the vendor's own objects do, and else sysDescr. ENTITY-MIB (RFC 6933) fills gaps,
/// and identifies the devices of vendors that are not listed.
/// </summary>
internal sealed class SnmpVendorSource
{
    private const int MaxRows = 256;
    private const int MaxInterfaces = 64;
    private const int ChassisClass = 3;

    private static readonly ObjectIdentifier EntPhysicalEntry = ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 47, 1, 1, 1, 1);

    private SnmpVendorSource(RouterIdentity identity, RouterFirmware? firmware) => (Identity, Firmware) = (identity, firmware);

    public RouterIdentity Identity { get; }

    public RouterFirmware? Firmware { get; }

    /// <summary>Reads it; null when the device names neither vendor nor model.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<SnmpVendorSource?> ReadAsync(ISnmpSource source, CancellationToken cancellation)
    {
        SnmpObjects system = await source.GetAsync(new[] { BintecMib.SysDescr, BintecMib.SysObjectId, BintecMib.SysName }, cancellation).ConfigureAwait(false);
        string? description = Text(system, BintecMib.SysDescr);
        VendorSigns? signs = await FindAsync(system[BintecMib.SysObjectId]?.AsOid(), description, source, cancellation).ConfigureAwait(false);
        SnmpVendorSource? reading = signs is null
            ? await ByEntityAsync(source, cancellation).ConfigureAwait(false)
            : await ByVendorAsync(signs, description, source, cancellation).ConfigureAwait(false);
        if (reading is not null)
        {
            reading.Identity.SystemName = Text(system, BintecMib.SysName);
            reading.Identity.SystemDescription = description;
        }

        return reading;
    }

    /// <summary>The vendor and what shows it; null where nothing does, or several vendors would fit.</summary>
    private static async Task<VendorSigns?> FindAsync(ObjectIdentifier? product, string? description, ISnmpSource source, CancellationToken cancellation)
    {
        SnmpVendorCatalog catalog = SnmpVendorCatalog.Shipped;
        if (catalog.Of(product, description) is SnmpVendorSignature registered)
        {
            SnmpObjects stated = await source.GetAsync(registered.Objects, cancellation).ConfigureAwait(false);
            return new VendorSigns(registered, VendorSign.ObjectId, registered.OfObjects(stated));
        }

        if (!catalog.NamesNoVendor(product))
        {
            return null;
        }

        SnmpVendorSignature[] possible = catalog.Vendors.Where(vendor => vendor.OnCommonAgent).ToArray();
        SnmpObjects own = await source.GetAsync(possible.SelectMany(vendor => vendor.Objects).ToArray(), cancellation).ConfigureAwait(false);
        VendorSigns[] answering = possible.Select(vendor => new VendorSigns(vendor, VendorSign.Objects, vendor.OfObjects(own))).Where(signs => !signs.Own.IsEmpty).ToArray();
        if (answering.Length > 0)
        {
            return answering.Length == 1 ? answering[0] : null;
        }

        SnmpVendorSignature[] described = catalog.Vendors.Where(vendor => vendor.Describes(description)).ToArray();
        return described.Length == 1
            ? new VendorSigns(described[0], VendorSign.Description, SnmpVendorStatement.Nothing)
            : await ByArcAsync(possible, source, cancellation).ConfigureAwait(false);
    }

    /// <summary>The vendor of which the agent has any object at all.</summary>
    private static async Task<VendorSigns?> ByArcAsync(SnmpVendorSignature[] possible, ISnmpSource source, CancellationToken cancellation)
    {
        SnmpTable[] found = await Task.WhenAll(possible.Select(vendor => vendor.Arcs.Length == 0
            ? Task.FromResult(new SnmpTable(Array.Empty<SnmpRow>(), SnmpOutcome.Answered, null, 0, outOfOrder: false))
            : source.ReadTableAsync(new TableRequest(vendor.Arcs) { MaxRows = 1 }, cancellation))).ConfigureAwait(false);
        SnmpVendorSignature[] present = possible.Where((_, place) => found[place].Rows.Count > 0).ToArray();
        return present.Length == 1 ? new VendorSigns(present[0], VendorSign.Objects, SnmpVendorStatement.Nothing) : null;
    }

    private static async Task<SnmpVendorSource> ByVendorAsync(VendorSigns signs, string? description, ISnmpSource source, CancellationToken cancellation)
    {
        SnmpVendorSignature vendor = signs.Signature;
        SnmpVendorStatement stated = signs.Own.Or(vendor.OfDescription(description));
        if (vendor.Columns.Length > 0 && stated.IsGap)
        {
            SnmpTable table = await source.ReadTableAsync(new TableRequest(vendor.Columns) { MaxRows = MaxInterfaces }, cancellation).ConfigureAwait(false);
            stated = stated.Or(vendor.OfColumns(table));
        }

        SnmpVendorStatement? chassis = stated.IsGap && await ChassisAsync(source, cancellation).ConfigureAwait(false) is Chassis found
            ? vendor.OfChassis(found.Stated, found.Description)
            : null;
        stated = chassis is null ? stated : stated.Or(chassis);
        string? model = stated.Model ?? vendor.Product;
        RouterIdentity identity = new()
        {
            Vendor = vendor.Vendor,
            Model = model,
            SerialNumber = stated.SerialNumber,

            // The objects of the vendor add to what another sign shows; sysDescr alone is what anyone can set.
            Confidence = signs.Sign switch
            {
                VendorSign.ObjectId => signs.Own.Model is null && signs.Own.Firmware is null ? Confidence.Medium : Confidence.High,
                VendorSign.Objects => Confidence.Medium,
                _ => Confidence.Low,
            },
            Evidence = Evidence(signs, chassis, source.Kind).ToArray(),
        };
        return new SnmpVendorSource(identity, stated.Firmware is null ? null : FirmwareText.Parse(stated.Firmware, LancomSystem.Scheme(vendor.Scheme, model, description, stated.Firmware)));
    }

    private static IEnumerable<Evidence> Evidence(VendorSigns signs, SnmpVendorStatement? chassis, string kind)
    {
        SnmpVendorSignature vendor = signs.Signature;
        string arcs = string.Join(", ", vendor.Enterprises.Length > 0 ? vendor.Enterprises : vendor.Firmwares);
        yield return signs.Sign switch
        {
            VendorSign.ObjectId => EvidenceOf.IdentityObjectIdVendor(kind, vendor.Vendor, arcs, kind),
            VendorSign.Objects => EvidenceOf.IdentityVendorObjects(kind, vendor.Vendor, arcs, kind),
            _ => EvidenceOf.IdentityVendorDescription(kind, vendor.Vendor, kind),
        };
        if (signs.Own.Model is string model)
        {
            yield return EvidenceOf.IdentityVendorModel(kind, vendor.Vendor, model, kind);
        }

        if (signs.Own.Firmware is string firmware)
        {
            yield return EvidenceOf.IdentityVendorFirmware(kind, vendor.Vendor, firmware, kind);
        }

        if (chassis?.Model is string built)
        {
            yield return EvidenceOf.IdentityChassis(kind, built, kind);
        }
    }

    private static async Task<SnmpVendorSource?> ByEntityAsync(ISnmpSource source, CancellationToken cancellation)
    {
        if (await ChassisAsync(source, cancellation).ConfigureAwait(false) is not Chassis chassis || (chassis.Vendor ?? chassis.Stated.Model) is null)
        {
            return null;
        }

        RouterIdentity identity = new()
        {
            Vendor = chassis.Vendor,
            Model = chassis.Stated.Model,
            SerialNumber = chassis.Stated.SerialNumber,
            Confidence = Confidence.Medium,
            Evidence = new[] { EvidenceOf.IdentityChassis(source.Kind, $"{chassis.Vendor} {chassis.Stated.Model}".Trim(), source.Kind) },
        };
        return new SnmpVendorSource(identity, chassis.Stated.Firmware is { } words ? FirmwareText.Parse(words) : null);
    }

    /// <summary>The chassis of entPhysicalTable; an agent that gives no class lists the device itself first.</summary>
    private static async Task<Chassis?> ChassisAsync(ISnmpSource source, CancellationToken cancellation)
    {
        uint[] columns = { EntPhysical.Descr, EntPhysical.Class, EntPhysical.SoftwareRev, EntPhysical.SerialNum, EntPhysical.MfgName, EntPhysical.ModelName };
        SnmpTable table = await source.ReadTableAsync(new TableRequest(columns.Select(column => EntPhysicalEntry.Append(column)).ToArray()) { MaxRows = MaxRows }, cancellation).ConfigureAwait(false);
        SnmpRow[] named = table.Rows.Where(part => (Text(part, EntPhysical.ModelName) ?? Text(part, EntPhysical.MfgName)) is not null).ToArray();
        SnmpRow[] chassis = table.Rows.Where(part => part[EntPhysical.Class]?.AsInteger() == ChassisClass).ToArray();
        SnmpRow? row = table.Rows.Any(part => part[EntPhysical.Class] is not null)
            ? chassis.FirstOrDefault(named.Contains) ?? chassis.FirstOrDefault()
            : named.FirstOrDefault();
        return row is null
            ? null
            : new Chassis(
                Text(row, EntPhysical.MfgName),
                Text(row, EntPhysical.Descr),
                new SnmpVendorStatement(Text(row, EntPhysical.ModelName), Text(row, EntPhysical.SerialNum), Text(row, EntPhysical.SoftwareRev)));
    }

    private static string? Text(SnmpRow row, uint column) => row[column]?.AsText() is { Length: > 0 } text ? text : null;

    private static string? Text(SnmpObjects objects, ObjectIdentifier name) => objects[name]?.AsText() is { Length: > 0 } text ? text : null;

    /// <summary>What shows the vendor.</summary>
    private enum VendorSign
    {
        ObjectId,
        Objects,
        Description,
    }

    /// <summary>A vendor, what shows it, and what its own objects state.</summary>
    private sealed record VendorSigns(SnmpVendorSignature Signature, VendorSign Sign, SnmpVendorStatement Own);

    /// <summary>The device itself in entPhysicalTable.</summary>
    private sealed record Chassis(string? Vendor, string? Description, SnmpVendorStatement Stated);

    /// <summary>Columns of entPhysicalTable, RFC 6933 §3.</summary>
    private static class EntPhysical
    {
        public const uint Descr = 2;
        public const uint Class = 5;
        public const uint SoftwareRev = 10;
        public const uint SerialNum = 11;
        public const uint MfgName = 12;
        public const uint ModelName = 13;
    }
}
