// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Fuzz.Engine;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Usm;

namespace PracticeNetSec.Fuzz.Targets;

/// <summary>
/// SNMPv3. Chance never makes a right digest, so one target seals what the fuzzer makes with the right keys: that is
/// what an agent that knows the password could send, and it reaches decryption and everything behind it.
/// </summary>
internal static class UsmTargets
{
    private const int Boots = 7;
    private const int Time = 1000;

    private static readonly byte[] EngineId = [0x80, 0, 0x1F, 0x88, 4, (byte)'c', (byte)'e'];

    private static readonly SnmpCredential[] Users =
    [
        new("auditor", SnmpAuthentication.Sha256, "authentic password", SnmpPrivacy.Aes128, "secret password"),
        new("auditor", SnmpAuthentication.Md5, "authentic password", SnmpPrivacy.Des, "secret password"),
        new("auditor", SnmpAuthentication.Sha1, "authentic password"),
        new("auditor"),
    ];

    public static IEnumerable<FuzzTarget> All()
    {
        byte[][] datagrams = Recorded.Datagrams("snmp-v3/snmpd-exchanges.txt");
        yield return new FuzzTarget("snmp-usm-message", Message, datagrams, typeof(SnmpFormatException));
        yield return new FuzzTarget("snmp-usm-sealed", Sealed, SealedSeeds(), typeof(SnmpFormatException));
    }

    /// <summary>Any datagram, before and after the engine is known.</summary>
    private static void Message(byte[] datagram)
    {
        foreach (SnmpCredential user in new[] { Users[3], Users[0] })
        {
            Open(new UsmSecurity(user), datagram);
            UsmSecurity knowing = new(user);
            knowing.Decode(Discovery());
            Open(knowing, datagram);
        }

        UsmMessage message = UsmMessage.Read(datagram);
        Property.Holds(message.DigestOffset >= 0 && message.DigestOffset + message.Digest.Length <= datagram.Length, "the digest lies outside the message");
    }

    private static void Open(UsmSecurity security, byte[] datagram)
    {
        try
        {
            SnmpPdu pdu = security.Decode(datagram).Pdu;
            SnmpTargets.CheckPdu(pdu);
            if (pdu.Type == PduType.Report)
            {
                security.RefusalIn(pdu);
                security.Encode(SnmpPdu.Get([ObjectIdentifier.Parse(".1.3.6.1.2.1.1.1.0")]).WithRequestId(1));
            }
        }
        catch (SnmpFormatException)
        {
            // Documented.
        }
    }

    /// <summary>First byte: user, whether the rest is plain or already encrypted, length of the salt. The rest: the scoped unit.</summary>
    private static void Sealed(byte[] input)
    {
        byte how = input.Length > 0 ? input[0] : (byte)0;
        SnmpCredential user = Users[how & 3];
        byte[] rest = input.AsSpan(Math.Min(1, input.Length)).ToArray();
        byte[] salt = [.. Enumerable.Repeat((byte)9, (how & 8) == 0 ? MessageCipher.SaltLength : how >> 4)];
        bool encrypts = user.Privacy != SnmpPrivacy.None;
        if (encrypts && (how & 4) == 0)
        {
            rest = MessageCipher.Encrypt(user.Privacy, Key(user, user.PrivacyKey), Boots, Time, [.. Enumerable.Repeat((byte)9, MessageCipher.SaltLength)], rest);
        }
        else if (!encrypts && !IsOneValue(rest))
        {
            return;
        }

        byte[] written = new UsmMessage
        {
            MessageId = 77,
            IsAuthenticated = user.Authentication != SnmpAuthentication.None,
            IsEncrypted = encrypts,
            EngineId = EngineId,
            Boots = Boots,
            Time = Time,
            User = "auditor"u8.ToArray(),
            Digest = new byte[MessageDigest.LengthOf(user.Authentication)],
            Salt = encrypts ? salt : [],
            Scoped = rest,
        }.Write();
        if (user.Authentication != SnmpAuthentication.None)
        {
            MessageDigest.Of(user.Authentication, Key(user, user.AuthenticationKey), written).CopyTo(written, UsmMessage.Read(written).DigestOffset);
        }

        UsmSecurity security = new(user);
        security.Decode(Discovery());
        SnmpTargets.CheckPdu(security.Decode(written).Pdu);
    }

    /// <summary>The writer takes no plain unit that is not one BER value; the other target sends such.</summary>
    private static bool IsOneValue(byte[] bytes)
    {
        try
        {
            System.Formats.Asn1.AsnReader reader = new(bytes, System.Formats.Asn1.AsnEncodingRules.BER);
            reader.ReadEncodedValue();
            return !reader.HasData;
        }
        catch (System.Formats.Asn1.AsnContentException)
        {
            return false;
        }
    }

    private static byte[] Key(SnmpCredential user, byte[] key) => KeyLocalization.Localize(user.Authentication, key, EngineId);

    private static byte[] Discovery() => new UsmMessage
    {
        MessageId = 1,
        EngineId = EngineId,
        Boots = Boots,
        Time = Time,
        Scoped = ScopedUnit.Write(EngineId, SnmpPdu.Report(1, [new VarBind(UsmReport.UnknownEngineIds.Append(0), SnmpValue.Counter32(1))])),
    }.Write();

    private static byte[][] SealedSeeds()
    {
        VarBind[] values =
        [
            new(ObjectIdentifier.Parse(".1.3.6.1.2.1.1.1.0"), SnmpValue.OctetString("be.IP plus"u8.ToArray())),
            new(ObjectIdentifier.Parse(".1.3.6.1.2.1.1.3.0"), SnmpValue.TimeTicks(12345)),
            new(ObjectIdentifier.Parse(".1.3.6.1.2.1.4.20.1.1.192.168.2.1"), SnmpValue.IpAddress([192, 168, 2, 1])),
        ];
        byte[][] units =
        [
            ScopedUnit.Write(EngineId, SnmpPdu.Response(77, 0, 0, values)),
            ScopedUnit.Write(EngineId, SnmpPdu.Report(77, [new VarBind(UsmReport.NotInTimeWindows.Append(0), SnmpValue.Counter32(1))])),
        ];
        return [.. units.SelectMany(unit => Enumerable.Range(0, 8).Select(how => (byte[])[(byte)how, .. unit]))];
    }
}
