// SPDX-License-Identifier: MIT
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Tests.Snmp;

/// <summary>Arbitrary names, values and messages.</summary>
internal static class SnmpGen
{
    private static readonly Gen<uint> SubIdentifier = Gen.OneOf(
        Gen.Choose(0, 300).Select(number => (uint)number),
        Gen.Elements(127u, 128u, 16383u, 16384u, 2147483647u, 2147483648u, 4294967295u));

    /// <summary>Names of up to a dozen parts, near each other often enough to be compared.</summary>
    public static readonly Gen<ObjectIdentifier> Oid =
        from top in Gen.Elements(new uint[] { 0, 0 }, [1, 3], [1, 39], [2, 5], [2, 4294967215])
        from length in Gen.Choose(0, 10)
        from rest in Gen.ArrayOf(SubIdentifier, length)
        select ObjectIdentifier.Of([.. top, .. rest]);

    /// <summary>Every kind of value that can travel.</summary>
    public static readonly Gen<SnmpValue> Value = Gen.OneOf(
        Gen.OneOf(Gen.Choose(int.MinValue, int.MaxValue), Gen.Elements(0, -1, 127, 128, -128, -129, int.MinValue, int.MaxValue)).Select(SnmpValue.Integer),
        Octets(300).Select(SnmpValue.OctetString),
        Octets(6).Select(SnmpValue.IpAddress),
        Octets(20).Select(SnmpValue.Opaque),
        Oid.Select(SnmpValue.Oid),
        Unsigned.Select(SnmpValue.Counter32),
        Unsigned.Select(SnmpValue.Gauge32),
        Unsigned.Select(SnmpValue.TimeTicks),
        from high in Unsigned from low in Unsigned select SnmpValue.Counter64(((ulong)high << 32) | low),
        Gen.Elements(SnmpValue.Null, SnmpValue.NoSuchObject, SnmpValue.NoSuchInstance, SnmpValue.EndOfMibView));

    /// <summary>Answers as an agent could give them.</summary>
    public static readonly Gen<SnmpPdu> Response =
        from id in Gen.Choose(int.MinValue, int.MaxValue)
        from status in Gen.Choose(0, 20)
        from index in Gen.Choose(0, 20)
        from count in Gen.Choose(0, 20)
        from bindings in Gen.ArrayOf(from name in Oid from value in Value select new VarBind(name, value), count)
        select SnmpPdu.Response(id, status, index, bindings);

    /// <summary>Requests as this product makes them.</summary>
    public static readonly Gen<SnmpPdu> Request =
        from id in Gen.Choose(int.MinValue, int.MaxValue)
        from kind in Gen.Choose(0, 2)
        from count in Gen.Choose(0, 20)
        from repetitions in Gen.Choose(1, 100)
        from names in Gen.ArrayOf(Oid, count)
        let asked = names.Where(name => !ForbiddenSubtree.IsReachedFrom(name))
        select (kind switch { 0 => SnmpPdu.Get(asked), 1 => SnmpPdu.GetNext(asked), _ => SnmpPdu.GetBulk(asked, repetitions) }).WithRequestId(id);

    private static Gen<uint> Unsigned => Gen.OneOf(
        Gen.Choose(0, int.MaxValue).Select(number => (uint)number),
        Gen.Elements(0u, 127u, 128u, 255u, 256u, 65535u, 2147483648u, uint.MaxValue));

    private static Gen<byte[]> Octets(int most) =>
        from length in Gen.Choose(0, most)
        from octets in Gen.ArrayOf(Gen.Choose(0, 255).Select(number => (byte)number), length)
        select octets;
}
