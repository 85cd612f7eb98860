// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Tests.Snmp;

public sealed class CodecPropertyTests
{
    private static readonly CommunitySecurity Community = new(SnmpVersion.V2C, "public");
    private static readonly byte[][] Recorded = [.. SnmpSamples.Datagrams()];

    [Property(MaxTest = 500)]
    public Property What_is_written_is_read_back() => Prop.ForAll(Gen.OneOf(SnmpGen.Response, SnmpGen.Request).ToArbitrary(), pdu =>
    {
        DecodedMessage read = Community.Decode(Community.Encode(pdu));
        return read.MessageId == pdu.RequestId
            && (read.Pdu.Type, read.Pdu.RequestId, read.Pdu.ErrorStatus, read.Pdu.ErrorIndex) == (pdu.Type, pdu.RequestId, pdu.ErrorStatus, pdu.ErrorIndex)
            && read.Pdu.Bindings.SequenceEqual(pdu.Bindings);
    });

    [Property(MaxTest = 2000)]
    public bool Arbitrary_bytes_are_a_message_or_a_format_error(byte[] bytes) => IsReadOrRefused(bytes);

    [Property(MaxTest = 5000)]
    public Property A_damaged_recorded_datagram_is_a_message_or_a_format_error() => Prop.ForAll(
        (from datagram in Gen.Elements(Recorded)
         from damages in Gen.ListOf(from at in Gen.Choose(0, datagram.Length - 1) from octet in Gen.Choose(0, 255) select (at, octet), 3)
         from length in Gen.Choose(0, datagram.Length)
         from whole in Gen.Elements(true, false)
         select Damaged(datagram, damages, whole ? datagram.Length : length)).ToArbitrary(),
        IsReadOrRefused);

    [Property(MaxTest = 1000)]
    public Property No_beginning_of_a_recorded_datagram_is_a_message() => Prop.ForAll(
        (from datagram in Gen.Elements(Recorded) from length in Gen.Choose(0, datagram.Length - 1) select datagram[..length]).ToArbitrary(),
        beginning => !IsRead(beginning));

    private static bool IsReadOrRefused(byte[] bytes)
    {
        // Any other exception fails the property.
        _ = IsRead(bytes);
        return true;
    }

    private static bool IsRead(byte[] bytes)
    {
        try
        {
            Community.Decode(bytes);
            return true;
        }
        catch (SnmpFormatException)
        {
            return false;
        }
    }

    private static byte[] Damaged(byte[] datagram, System.Collections.Generic.IEnumerable<(int At, int Octet)> damages, int length)
    {
        byte[] copy = (byte[])datagram.Clone();
        foreach ((int at, int octet) in damages)
        {
            copy[at] = (byte)octet;
        }

        return copy[..length];
    }
}
