// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Linq;
using System.Reflection;
using PracticeNetSec.Snmp;
using Xunit;

namespace PracticeNetSec.Tests.Snmp;

/// <summary>Nothing this product can write changes a device or asks for its secrets.</summary>
public sealed class ReadOnlyTests
{
    // RFC 3416 §3: SetRequest 3, SNMPv1 trap 4, InformRequest 6, SNMPv2 trap 7.
    private static readonly int[] Reading = [0, 1, 2, 5, 8];

    [Fact]
    public void Of_all_PDU_types_only_those_that_read_can_be_encoded()
    {
        for (int type = 0; type < 256; type++)
        {
            SnmpPdu pdu = Unit((PduType)type);
            AsnWriter writer = new(AsnEncodingRules.BER);
            if (Reading.Contains(type))
            {
                PduCodec.Write(writer, pdu);
                Assert.Equal(0xA0 | type, writer.Encode()[0]);
            }
            else
            {
                Assert.Throws<SnmpFormatException>(() => PduCodec.Write(writer, pdu));
            }
        }
    }

    [Fact]
    public void A_SetRequest_cannot_be_decoded()
    {
        byte[] request = SnmpSamples.Exchange("v2c GetRequest: sysDescr, sysObjectID").Request;
        request[Array.IndexOf(request, (byte)0xA0)] = 0xA3;
        Assert.Throws<SnmpFormatException>(() => new CommunitySecurity(SnmpVersion.V2C, "public").Decode(request));
    }

    [Fact]
    public void A_request_carries_no_value()
    {
        ObjectIdentifier[] names = [ObjectIdentifier.Parse("1.3.6.1.2.1.1.1.0")];
        foreach (SnmpPdu request in new[] { SnmpPdu.Get(names), SnmpPdu.GetNext(names), SnmpPdu.GetBulk(names, 5) })
        {
            Assert.All(request.Bindings, binding => Assert.Equal(SnmpValue.Null, binding.Value));
        }
    }

    [Theory]
    [InlineData("1.3.6.1.4.1.272.254")]
    [InlineData("1.3.6.1.4.1.272.254.1.0")]
    [InlineData("1.3.6.1.4.1.272.4.254.8.1.1.5")]
    public void The_devices_secrets_cannot_be_requested(string name)
    {
        ObjectIdentifier[] names = [ObjectIdentifier.Parse("1.3.6.1.2.1.1.1.0"), ObjectIdentifier.Parse(name)];
        Assert.Equal(names[1], Assert.Throws<ForbiddenObjectException>(() => SnmpPdu.Get(names)).Name);
        Assert.Throws<ForbiddenObjectException>(() => SnmpPdu.GetNext(names));
        Assert.Throws<ForbiddenObjectException>(() => SnmpPdu.GetBulk(names, 10));
    }

    [Theory]
    [InlineData("1.3")]
    [InlineData("1.3.6.1.4.1")]
    [InlineData("1.3.6.1.4.1.272")]
    [InlineData("1.3.6.1.4.1.272.4")]
    public void A_walk_from_above_the_secrets_is_refused(string name)
    {
        ObjectIdentifier[] names = [ObjectIdentifier.Parse(name)];
        Assert.Throws<ForbiddenObjectException>(() => SnmpPdu.GetNext(names));
        Assert.Throws<ForbiddenObjectException>(() => SnmpPdu.GetBulk(names, 10));
    }

    [Fact]
    public void Objects_next_to_the_secrets_can_be_requested()
    {
        ObjectIdentifier[] names = [ObjectIdentifier.Parse("1.3.6.1.4.1.272.4.253.1"), ObjectIdentifier.Parse("1.3.6.1.4.1.272.2540.1")];
        Assert.Equal(2, SnmpPdu.GetNext(names).Bindings.Count);
    }

    [Fact]
    public void An_unsolicited_secret_is_discarded()
    {
        VarBind[] bindings =
        [
            new(ObjectIdentifier.Parse("1.3.6.1.4.1.272.254.3.0"), SnmpValue.OctetString("geheim"u8.ToArray())),
            new(ObjectIdentifier.Parse("1.3.6.1.4.1.272.4.253.1"), SnmpValue.Integer(7)),
        ];
        CommunitySecurity community = new(SnmpVersion.V2C, "public");

        IReadOnlyList<VarBind> read = community.Decode(community.Encode(SnmpPdu.Response(1, 0, 0, bindings))).Pdu.Bindings;

        Assert.Equal([SnmpValue.EndOfMibView, SnmpValue.Integer(7)], read.Select(binding => binding.Value));
    }

    [Fact]
    public void Neither_a_community_nor_a_value_is_printed()
    {
        const string secret = "geheim";
        CommunitySecurity community = new(SnmpVersion.V2C, secret);
        Assert.DoesNotContain(secret, community.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, SnmpValue.OctetString("geheim"u8.ToArray()).ToString(), StringComparison.Ordinal);
        Assert.All(
            community.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance),
            property => Assert.DoesNotContain(secret, property.GetValue(community)?.ToString() ?? "", StringComparison.Ordinal));
    }

    /// <summary>A unit of any type, past the only ways there are to make one.</summary>
    private static SnmpPdu Unit(PduType type) => (SnmpPdu)typeof(SnmpPdu)
        .GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance)
        .Single()
        .Invoke([type, 1, 0, 0, Array.Empty<VarBind>()]);
}
