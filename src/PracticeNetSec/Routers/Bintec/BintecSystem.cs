// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.Bintec.BintecMib;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>What the scalar objects of a device report about its identity.</summary>
internal static class BintecSystem
{
    private const string TelekomFamily = "Digitalisierungsbox";
    private const int MaxModelLength = 60;

    /// <summary>The objects requested before the tables.</summary>
    public static readonly IReadOnlyList<ObjectIdentifier> Objects = new[]
    {
        SysDescr, SysObjectId, SysName, BiboAdmSwVersion, BiboAdmSystemId, BiboABrdHwRelease, BiboABrdPartNo, BiboABrdSerialNo,
    };

    /// <summary>True when the device is of the bintec family, by its sysObjectID or an object that only the family has.</summary>
    public static bool IsBintec(SnmpObjects objects) => HasFamilyId(objects) || Text(objects, BiboAdmSwVersion) is not null;

    /// <summary>
    /// The identity. High when the registered sysObjectID and an object of the vendor's MIB agree, Medium with one of the
    /// two, Low with a description alone, which anyone can set.
    /// </summary>
    public static RouterIdentity Identity(SnmpObjects objects, string kind)
    {
        string? description = Text(objects, SysDescr);
        string? partNumber = Text(objects, BiboABrdPartNo);
        bool familyId = HasFamilyId(objects);
        bool familyObject = Text(objects, BiboAdmSwVersion) is not null || partNumber is not null;
        string? model = familyId || familyObject ? Model(description) ?? Model(partNumber) ?? partNumber ?? Name(description) : null;
        return new RouterIdentity
        {
            Vendor = !familyId && !familyObject ? null : IsTelekom(model) ? "Telekom" : "bintec elmeg",
            Model = model,
            SerialNumber = Text(objects, BiboAdmSystemId) ?? Text(objects, BiboABrdSerialNo),
            SystemName = Text(objects, SysName),
            SystemDescription = description,
            Confidence = familyId && familyObject ? Confidence.High
                : familyId || familyObject ? Confidence.Medium
                : description is not null ? Confidence.Low
                : Confidence.None,
            Evidence = Evidence(objects, kind).ToArray(),
        };
    }

    public static RouterFirmware? Firmware(SnmpObjects objects) =>
        Text(objects, BiboAdmSwVersion) is { } text ? FirmwareText.Parse(text) : null;

    private static bool HasFamilyId(SnmpObjects objects) => objects[SysObjectId]?.AsOid() is { } id && id.IsWithin(Bibo);

    private static bool IsTelekom(string? model) => model?.StartsWith(TelekomFamily, StringComparison.Ordinal) == true;

    /// <summary>The model's full name where the text holds one of the Digitalisierungsboxes; else null.</summary>
    private static string? Model(string? text) =>
        text?.IndexOf(TelekomFamily, StringComparison.OrdinalIgnoreCase) >= 0 ? DigitalisierungsboxModel.Find(text) : null;

    /// <summary>The family's sysDescr is the name of the model alone; a text longer than any name, or a list of facts, is none.</summary>
    private static string? Name(string? description) =>
        description is { Length: <= MaxModelLength } && description.IndexOf(',') < 0 && description.IndexOf(';') < 0 ? description : null;

    private static IEnumerable<Evidence> Evidence(SnmpObjects objects, string kind)
    {
        if (objects[SysObjectId]?.AsOid() is { } id)
        {
            string product = ProductCode(id);
            yield return product.Length == 0 ? EvidenceOf.IdentityObjectId(kind, id.ToString(), kind) : EvidenceOf.IdentityObjectIdProduct(kind, id.ToString(), product, kind);
        }

        foreach ((string name, ObjectIdentifier at) in new[]
        {
            ("sysDescr", SysDescr),
            ("biboAdmSWVersion", BiboAdmSwVersion),
            ("biboABrdPartNo", BiboABrdPartNo),
            ("biboABrdHWRelease", BiboABrdHwRelease),
        })
        {
            if (Text(objects, at) is { } text)
            {
                yield return EvidenceOf.IdentityObject(kind, name, text, kind);
            }
        }
    }

    /// <summary>The product code that ends a bintec sysObjectID, for instance <c>BE20</c>; empty when none does.</summary>
    private static string ProductCode(ObjectIdentifier id)
    {
        StringBuilder code = new();
        for (int i = Product.Length; id.IsWithin(Product) && i < id.Length && id[i] is > ' ' and < 0x7F; i++)
        {
            code.Append((char)id[i]);
        }

        return code.ToString();
    }

    private static string? Text(SnmpObjects objects, ObjectIdentifier name) =>
        objects[name]?.AsText() is { Length: > 0 } text ? text : null;
}
