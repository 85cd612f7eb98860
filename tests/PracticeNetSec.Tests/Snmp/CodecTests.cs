// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Snmp;
using Xunit;

namespace PracticeNetSec.Tests.Snmp;

/// <summary>The codec on datagrams that Net-SNMP's tools and agent exchanged.</summary>
public sealed class CodecTests
{
    private static readonly CommunitySecurity V1 = new(SnmpVersion.V1, "public");
    private static readonly CommunitySecurity V2C = new(SnmpVersion.V2C, "public");

    [Fact]
    public void A_get_request_is_written_octet_for_octet_as_snmpget_writes_it()
    {
        (byte[] request, _) = SnmpSamples.Exchange("v2c GetRequest: sysDescr, sysObjectID");
        SnmpPdu pdu = SnmpPdu.Get(Names("1.3.6.1.2.1.1.1.0", "1.3.6.1.2.1.1.2.0", "1.3.6.1.2.1.1.5.0", "1.3.6.1.4.1.272.4.1.26.0", "1.3.6.1.4.1.272.4.1.31.0"));
        Assert.Equal(request, V2C.Encode(pdu.WithRequestId(V2C.Decode(request).MessageId)));
    }

    [Fact]
    public void A_version_1_request_is_written_octet_for_octet_as_snmpget_writes_it()
    {
        (byte[] request, _) = SnmpSamples.Exchange("v1 GetRequest: sysDescr");
        Assert.Equal(request, V1.Encode(SnmpPdu.Get(Names("1.3.6.1.2.1.1.1.0")).WithRequestId(V1.Decode(request).MessageId)));
    }

    [Fact]
    public void A_get_bulk_request_is_written_octet_for_octet_as_snmpbulkget_writes_it()
    {
        (byte[] request, _) = SnmpSamples.Exchange("v2c GetBulkRequest");
        SnmpPdu pdu = SnmpPdu.GetBulk(Names("1.3.6.1.4.1.272.4.5.6.1.2", "1.3.6.1.4.1.272.4.5.6.1.7", "1.3.6.1.4.1.272.4.5.6.1.8"), 3);
        Assert.Equal(request, V2C.Encode(pdu.WithRequestId(V2C.Decode(request).MessageId)));
    }

    [Fact]
    public void The_agents_answer_gives_names_and_values()
    {
        (byte[] request, byte[] response) = SnmpSamples.Exchange("v2c GetRequest: sysDescr, sysObjectID");
        DecodedMessage answer = V2C.Decode(response);

        Assert.Equal(V2C.Decode(request).MessageId, answer.MessageId);
        Assert.Equal(PduType.Response, answer.Pdu.Type);
        Assert.Equal(SnmpError.None, answer.Pdu.ErrorStatus);
        Assert.Equal(
            ["be.IP plus", null, "celle-router", "V.10.2.9.102 IPv6, IPSec, PBX from 2021/03/16 00:00:00", "BE2CAM019320050"],
            answer.Pdu.Bindings.Select(binding => binding.Value.AsText()));
        Assert.Equal(".1.3.6.1.4.1.272.4.201.66.69.50.48.0.0", answer.Pdu.Bindings[1].Value.AsOid()?.ToString());
    }

    [Fact]
    public void Thirteen_columns_come_back_in_one_answer()
    {
        SnmpPdu answer = V2C.Decode(SnmpSamples.Exchange("v2c GetNextRequest: first row").Response).Pdu;

        Assert.Equal(13, answer.Bindings.Count);
        Assert.All(answer.Bindings, binding => Assert.EndsWith(".0.6.80.2", binding.Name.ToString(), StringComparison.Ordinal));
        Assert.Equal(80, answer.Bindings[6].Value.AsInteger());
        Assert.Equal(89, answer.Bindings[7].Value.AsInteger());
        Assert.Equal([192, 168, 2, 10], answer.Bindings[8].Value.AsIpAddress());
        Assert.Equal("Web \\\"alt\\\"", answer.Bindings[12].Value.AsText());
    }

    [Fact]
    public void Every_type_is_distinguished()
    {
        SnmpPdu answer = V2C.Decode(SnmpSamples.Exchange("v2c GetRequest: OCTET STRING").Response).Pdu;

        Assert.Equal(
            [SnmpType.OctetString, SnmpType.OctetString, SnmpType.Counter32, SnmpType.Counter64, SnmpType.Gauge32, SnmpType.ObjectIdentifier, SnmpType.Integer, SnmpType.TimeTicks, SnmpType.IpAddress],
            answer.Bindings.Select(binding => binding.Value.Type));
        Assert.Equal(25, answer.Bindings[0].Value.Octets.Length);
        Assert.Equal("", answer.Bindings[1].Value.AsText());
        Assert.Equal(4000000000, answer.Bindings[2].Value.AsInteger());
        Assert.Equal(ulong.MaxValue, answer.Bindings[3].Value.Bits);
        Assert.Null(answer.Bindings[3].Value.AsInteger());
        Assert.Equal(7, answer.Bindings[4].Value.AsInteger());
        Assert.Equal(int.MinValue, answer.Bindings[6].Value.AsInteger());
        Assert.Equal(TimeSpan.FromSeconds(1234.56), answer.Bindings[7].Value.AsDuration());
    }

    [Fact]
    public void Version_2_reports_a_missing_object_in_its_value()
    {
        SnmpPdu missing = V2C.Decode(SnmpSamples.Exchange("v2c GetRequest of missing objects").Response).Pdu;
        Assert.Equal([SnmpValue.NoSuchObject, SnmpValue.NoSuchInstance], missing.Bindings.Select(binding => binding.Value));

        SnmpPdu end = V2C.Decode(SnmpSamples.Exchange("v2c GetNextRequest behind the last object").Response).Pdu;
        Assert.Equal(SnmpValue.EndOfMibView, Assert.Single(end.Bindings).Value);
        Assert.False(end.Bindings[0].Value.IsPresent);
    }

    [Fact]
    public void Version_1_reports_a_missing_object_by_an_error()
    {
        SnmpPdu missing = V1.Decode(SnmpSamples.Exchange("v1 GetRequest of a missing object").Response).Pdu;
        Assert.Equal((SnmpError.NoSuchName, 2), (missing.ErrorStatus, missing.ErrorIndex));

        SnmpPdu end = V1.Decode(SnmpSamples.Exchange("v1 GetNextRequest behind the last object").Response).Pdu;
        Assert.Equal((SnmpError.NoSuchName, 1), (end.ErrorStatus, end.ErrorIndex));
    }

    [Fact]
    public void A_message_of_another_version_is_refused()
    {
        Assert.Throws<SnmpFormatException>(() => V1.Decode(SnmpSamples.Exchange("v2c GetRequest: sysDescr").Response));
        Assert.Throws<SnmpFormatException>(() => V2C.Decode(SnmpSamples.Exchange("v1 GetRequest: sysDescr").Response));
    }

    [Fact]
    public void Version_1_has_no_get_bulk_request() =>
        Assert.Throws<InvalidOperationException>(() => V1.Encode(SnmpPdu.GetBulk(Names("1.3.6.1.2.1.2"), 10)));

    [Fact]
    public void A_community_cannot_be_used_with_version_3() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CommunitySecurity(SnmpVersion.V3, "public"));

    private static ObjectIdentifier[] Names(params string[] names) => Array.ConvertAll(names, ObjectIdentifier.Parse);
}
