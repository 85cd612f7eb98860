// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using PracticeNetSec.Model;

namespace PracticeNetSec.Snmp.Usm;

/// <summary>
/// Messages of SNMPv3 under the user-based security model (RFC 3414) with one agent. The first message requests
/// the engine's id (§4); from then on each is authenticated and encrypted as the credential specifies. An answer counts
/// only at the credential's own level, with a right digest, from the queried engine, and within the time window.
/// Safe for concurrent callers.
/// </summary>
internal sealed class UsmSecurity : IMessageSecurity
{
    private readonly SnmpCredential _credential;
    private readonly byte[] _user;
    private readonly Func<TimeSpan> _clock;
    private readonly object _gate = new();
    private UsmEngine? _engine;
    private byte[] _authenticationKey = Array.Empty<byte>();
    private byte[] _privacyKey = Array.Empty<byte>();
    private long _salt;

    /// <param name="credential">The user.</param>
    /// <param name="clock">A clock that is monotonic.</param>
    public UsmSecurity(SnmpCredential credential, Func<TimeSpan>? clock = null)
    {
        (_credential, _user) = (credential, Encoding.UTF8.GetBytes(credential.UserName));
        Stopwatch watch = Stopwatch.StartNew();
        _clock = clock ?? (() => watch.Elapsed);

        // RFC 3826 §3.1.2.1: an arbitrary start, so that no salt repeats even after a restart.
        byte[] start = new byte[sizeof(long)];
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(start);
        _salt = BitConverter.ToInt64(start, 0);
    }

    public SnmpVersion Version => SnmpVersion.V3;

    public Evidence Silence(string agent, TimeSpan timeout)
    {
        lock (_gate)
        {
            // Net-SNMP drops, without a report, what is invalid after decryption.
            return _engine is not null && _credential.Privacy != SnmpPrivacy.None
                ? EvidenceOf.SnmpSilentAfterDiscovery(agent, (long)timeout.TotalMilliseconds)
                : EvidenceOf.SnmpSilent(agent, (long)timeout.TotalMilliseconds);
        }
    }

    public byte[] Encode(SnmpPdu request)
    {
        lock (_gate)
        {
            return _engine is null ? Discovery(request.RequestId) : Encode(request, _engine);
        }
    }

    public DecodedMessage Decode(ReadOnlyMemory<byte> datagram)
    {
        UsmMessage message = UsmMessage.Read(datagram);
        try
        {
            lock (_gate)
            {
                return Decode(message, datagram);
            }
        }
        catch (CryptographicException exception)
        {
            throw new SnmpFormatException("The message cannot be decrypted.", exception);
        }
    }

    public Evidence? RefusalIn(SnmpPdu report) => UsmReport.RefusalIn(report);

    /// <summary>Discovery message without objects and engine id: the response is a report with the engine id (RFC 3414 §4).</summary>
    private static byte[] Discovery(int id) => new UsmMessage
    {
        MessageId = id,
        IsReportable = true,
        Scoped = ScopedUnit.Write(Array.Empty<byte>(), SnmpPdu.Get(Array.Empty<ObjectIdentifier>()).WithRequestId(id)),
    }.Write();

    private byte[] Encode(SnmpPdu request, UsmEngine engine)
    {
        (int boots, int time) = engine.Now();
        byte[] scoped = ScopedUnit.Write(engine.Id, request);
        byte[] salt = Array.Empty<byte>();
        if (_credential.Privacy != SnmpPrivacy.None)
        {
            salt = NextSalt(boots);
            scoped = MessageCipher.Encrypt(_credential.Privacy, _privacyKey, boots, time, salt, scoped);
        }

        byte[] written = new UsmMessage
        {
            MessageId = request.RequestId,
            IsAuthenticated = _credential.Authentication != SnmpAuthentication.None,
            IsEncrypted = _credential.Privacy != SnmpPrivacy.None,
            IsReportable = true,
            EngineId = engine.Id,
            Boots = boots,
            Time = time,
            User = _user,
            Digest = new byte[MessageDigest.LengthOf(_credential.Authentication)],
            Salt = salt,
            Scoped = scoped,
        }.Write();
        if (_credential.Authentication != SnmpAuthentication.None)
        {
            byte[] digest = MessageDigest.Of(_credential.Authentication, _authenticationKey, written);
            digest.CopyTo(written, UsmMessage.Read(written).DigestOffset);
        }

        return written;
    }

    private DecodedMessage Decode(UsmMessage message, ReadOnlyMemory<byte> datagram)
    {
        if (message.IsAuthenticated)
        {
            Authenticate(message, datagram);
        }

        SnmpPdu pdu = ScopedUnit.Read(message.IsEncrypted ? Decrypt(message) : message.Scoped);
        if (pdu.Type == PduType.Report)
        {
            UpdateEngine(message, pdu);
        }
        else if (!IsAtOurLevel(message) || pdu.RequestId != message.MessageId)
        {
            // RFC 3412 §7.2 step 12: level, user, engine and request of an answer are those of the request.
            throw new SnmpFormatException("The answer is not protected as the request was, or not from whom it was asked of.");
        }

        return new DecodedMessage(message.MessageId, pdu);
    }

    private bool IsAtOurLevel(UsmMessage message) =>
        message.IsAuthenticated == (_credential.Authentication != SnmpAuthentication.None)
        && message.IsEncrypted == (_credential.Privacy != SnmpPrivacy.None)
        && _engine?.Has(message.EngineId) == true
        && message.User.AsSpan().SequenceEqual(_user);

    private void Authenticate(UsmMessage message, ReadOnlyMemory<byte> datagram)
    {
        if (_credential.Authentication == SnmpAuthentication.None || _engine?.Has(message.EngineId) != true || !message.User.AsSpan().SequenceEqual(_user))
        {
            throw new SnmpFormatException("The message is of another engine or user.");
        }

        byte[] copy = datagram.ToArray();
        copy.AsSpan(message.DigestOffset, message.Digest.Length).Clear();
        if (!MessageDigest.AreEqual(MessageDigest.Of(_credential.Authentication, _authenticationKey, copy), message.Digest))
        {
            throw new SnmpFormatException("The message's digest is wrong.");
        }

        _engine.VerifyAuthentication(message);
    }

    private byte[] Decrypt(UsmMessage message) => _credential.Privacy == SnmpPrivacy.None
        ? throw new SnmpFormatException("The message is encrypted, which was not asked for.")
        : MessageCipher.Decrypt(_credential.Privacy, _privacyKey, message.Boots, message.Time, message.Salt, message.Scoped);

    /// <summary>What a report states about the engine. An unauthenticated report can cause a resend, but never validate a response.</summary>
    private void UpdateEngine(UsmMessage message, SnmpPdu report)
    {
        if (_engine is null || (!_engine.Has(message.EngineId) && UsmReport.Holds(report, UsmReport.UnknownEngineIds)))
        {
            _engine = UsmEngine.Reported(message, _clock);
            _authenticationKey = Localized(_credential.Authentication != SnmpAuthentication.None, () => _credential.AuthenticationKey, _engine.Id);
            _privacyKey = Localized(_credential.Privacy != SnmpPrivacy.None, () => _credential.PrivacyKey, _engine.Id);
        }
        else if (!message.IsAuthenticated && _engine.Has(message.EngineId))
        {
            _engine.Hint(message);
        }
    }

    private byte[] Localized(bool isUsed, Func<byte[]> key, byte[] engineId) =>
        isUsed ? KeyLocalization.Localize(_credential.Authentication, key(), engineId) : Array.Empty<byte>();

    /// <summary>A salt that does not repeat: for DES the engine's boots and a counter (RFC 3414 §8.1.1.1), for AES a counter.</summary>
    private byte[] NextSalt(int boots)
    {
        _salt = unchecked(_salt + 1);
        byte[] salt = new byte[MessageCipher.SaltLength];
        BinaryPrimitives.WriteInt64BigEndian(salt, _salt);
        if (_credential.Privacy == SnmpPrivacy.Des)
        {
            BinaryPrimitives.WriteInt32BigEndian(salt, boots);
        }

        return salt;
    }
}
