// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using PracticeNetSec.Fuzz.Engine;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Recorded;

namespace PracticeNetSec.Fuzz.Targets;

/// <summary>SNMPv1 and v2c messages, and recordings of them. For v3 see <see cref="UsmTargets"/>.</summary>
internal static class SnmpTargets
{
    public static IEnumerable<FuzzTarget> All()
    {
        yield return new FuzzTarget("snmp-community", Community, [.. Recorded.Datagrams("snmp/snmpd-exchanges.txt"), MaxNameLength()], typeof(SnmpFormatException));
        yield return new FuzzTarget("snmp-recording", Recording, Recordings(), typeof(RecordingFormatException))
        {
            Words = Recorded.Texts(
                "\n", "\r\n", " = ", "STRING: ", "Hex-STRING: ", "INTEGER: ", "Counter64: ", "Timeticks: (", "IpAddress: ", "Network Address: ", "OID: ",
                "\"", "\\\"", "Wrong Type (should be ", "No Such Object available on this agent at this OID", ".1.3.6.1.2.1.1.1.0", "|4x|", "|2|", "|64|", "|4:", "::", "[", "\uFEFF"),
            MaxInputLength = 16 * 1024,

            // Every table of the device is looked for, whatever the recording holds.
            Allowance = 8L * 1024 * 1024,
        };
    }

    /// <summary>What was decoded means the same when it is written and read again, and its names can be asked for.</summary>
    public static void CheckPdu(SnmpPdu pdu)
    {
        foreach (VarBind binding in pdu.Bindings)
        {
            Read(binding.Value);
        }

        SnmpPdu again = new CommunitySecurity(SnmpVersion.V2C, "public").Decode(
            new CommunitySecurity(SnmpVersion.V2C, "public").Encode(SnmpPdu.Response(pdu.RequestId, pdu.ErrorStatus, pdu.ErrorIndex, pdu.Bindings))).Pdu;
        Property.Holds(again.RequestId == pdu.RequestId && again.ErrorStatus == pdu.ErrorStatus && again.Bindings.SequenceEqual(pdu.Bindings), "a message changes when it is written and read again");

        ObjectIdentifier[] names = pdu.Bindings.Select(binding => binding.Name).Where(name => !ForbiddenSubtree.IsReachedFrom(name)).ToArray();
        new CommunitySecurity(SnmpVersion.V2C, "public").Encode(SnmpPdu.GetNext(names));
    }

    private static void Community(byte[] datagram)
    {
        foreach (SnmpVersion version in new[] { SnmpVersion.V1, SnmpVersion.V2C })
        {
            try
            {
                CheckPdu(new CommunitySecurity(version, "public").Decode(datagram).Pdu);
            }
            catch (SnmpFormatException) when (version == SnmpVersion.V1)
            {
                // Then it may be of the other version.
            }
        }
    }

    private static void Recording(byte[] file)
    {
        using StreamReader text = new(new MemoryStream(file), detectEncodingFromByteOrderMarks: true);
        RecordedWalk walk = new RecordingReader(text, "file").Read(CancellationToken.None);
        RouterReadingOf(walk);
    }

    private static void RouterReadingOf(RecordedWalk walk)
    {
        Property.IsFitToShow(walk.Trouble?.Text, "the trouble of a recording");
        SourceResult reading = DeviceReading.ReadAsync(walk, CancellationToken.None).GetAwaiter().GetResult();
        Property.IsFitToShow(reading.Identity?.Model, "the model");
        Property.IsFitToShow(reading.Identity?.Vendor, "the vendor");
        Property.IsFitToShow(reading.Identity?.SerialNumber, "the serial number");
        Property.IsFitToShow(reading.Identity?.SystemName, "the system's name");
        Property.IsFitToShow(reading.Identity?.SystemDescription, "the system's description");
        Property.IsFitToShow(reading.Firmware?.Text, "the firmware");
    }

    private static void Read(SnmpValue value)
    {
        Property.IsFitToShow(value.AsText(), "a text");
        value.AsInteger();
        value.AsOid();
        value.AsIpAddress();
        value.AsDuration();
    }

    /// <summary>
    /// An answer about an object with as many sub-identifiers as there may be. The last takes two octets: one bit changed
    /// makes two of it, and no length around them has to change.
    /// </summary>
    private static byte[] MaxNameLength()
    {
        ObjectIdentifier name = ObjectIdentifier.Of([1, 3, .. Enumerable.Repeat(1u, ObjectIdentifier.MaxParts - 3), 300]);
        return new CommunitySecurity(SnmpVersion.V2C, "public").Encode(SnmpPdu.Response(1, 0, 0, [new VarBind(name, SnmpValue.Oid(name))]));
    }

    private static byte[][] Recordings() =>
    [
        .. Recorded.Files("snmp", "snmpwalk-*.txt").SelectMany(Pieces),
        .. Recorded.Files("snmp", "*.snmprec").SelectMany(Pieces),
        .. Walks(),
    ];

    /// <summary>Whole files are long and slow; the loop joins pieces by itself.</summary>
    private static IEnumerable<byte[]> Pieces(byte[] file)
    {
        const int Lines = 40;
        string[] lines = System.Text.Encoding.UTF8.GetString(file).Split('\n');
        return lines.Chunk(Lines).Take(12).Select(piece => Recorded.Text(string.Join('\n', piece)));
    }

    /// <summary>A bintec router with one row in each table that is read.</summary>
    private static IEnumerable<byte[]> Walks()
    {
        const string System = ".1.3.6.1.2.1.1.1.0 = STRING: be.IP plus\n.1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.272.4.200.73.66.69.50\n";
        foreach (string table in new[] { "272.4.5.5.1", "272.4.5.3.1", "272.4.5.19.1", "272.4.6.8.1" })
        {
            IEnumerable<string> row = Enumerable.Range(1, 20).Select(column => string.Format(CultureInfo.InvariantCulture, ".1.3.6.1.4.1.{0}.{1}.0.6.443.1 = INTEGER: 6\n", table, column));
            yield return Recorded.Text(System + string.Concat(row));
        }
    }
}
