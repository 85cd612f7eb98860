// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Client;
using PracticeNetSec.Snmp.Usm;

namespace PracticeNetSec.Tests.Snmp.Usm;

/// <summary>
/// An authoritative engine on a UDP port of the loopback interface. It follows RFC 3414 unless a test changes one of its
/// properties.
/// </summary>
internal sealed class UsmAgent : IDisposable
{
    public static readonly SnmpCredential Auditor = new("auditor", SnmpAuthentication.Sha256, "authentic password", SnmpPrivacy.Aes128, "secret password");

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly byte[] _authenticationKey;
    private readonly byte[] _privacyKey;

    public UsmAgent(SnmpCredential? credential = null, byte[]? engineId = null)
    {
        Credential = credential ?? Auditor;
        EngineId = engineId ?? [0x80, 0, 0x1F, 0x88, 4, (byte)'c', (byte)'e'];
        _authenticationKey = KeyLocalization.Localize(Credential.Authentication, Credential.AuthenticationKey, EngineId);
        _privacyKey = Credential.Privacy == SnmpPrivacy.None ? [] : KeyLocalization.Localize(Credential.Authentication, Credential.PrivacyKey, EngineId);
        Answer = Honestly;
        _serving = ServeAsync();
    }

    public SnmpCredential Credential { get; }

    public byte[] EngineId { get; }

    public int Boots { get; set; } = 7;

    public int Time { get; set; } = 1000;

    /// <summary>Boots and time told in answers to discovery; the true ones unless a test lies.</summary>
    public (int Boots, int Time)? DiscoveryTold { get; set; }

    /// <summary>Datagrams to answer a request with.</summary>
    public Func<UsmMessage, IEnumerable<byte[]>> Answer { get; set; }

    /// <summary>Messages that came, repetitions included.</summary>
    public ConcurrentQueue<UsmMessage> Requests { get; } = new();

    public IPEndPoint EndPoint => (IPEndPoint)_socket.Client.LocalEndPoint!;

    public SnmpClient Client(double timeout, SnmpCredential? credential = null) =>
        new(EndPoint, new UsmSecurity(credential ?? Credential), new SnmpClientOptions { Timeout = TimeSpan.FromSeconds(timeout), InitialRetransmitTimeout = TimeSpan.FromSeconds(timeout) });

    public IEnumerable<byte[]> Honestly(UsmMessage request)
    {
        if (!request.EngineId.SequenceEqual(EngineId))
        {
            (int boots, int time) = DiscoveryTold ?? (Boots, Time);
            yield return Report(request, UsmReport.UnknownEngineIds, boots, time, authenticated: false);
        }
        else if (request.Boots != Boots || Math.Abs(request.Time - Time) > 150)
        {
            yield return Report(request, UsmReport.NotInTimeWindows, Boots, Time, authenticated: true);
        }
        else
        {
            yield return Response(request, Value(request));
        }
    }

    /// <summary>Every object that was asked for, with the same text.</summary>
    public SnmpPdu Value(UsmMessage request, string text = "be.IP plus")
    {
        SnmpPdu asked = ScopedUnit.Read(request.IsEncrypted
            ? MessageCipher.Decrypt(Credential.Privacy, _privacyKey, request.Boots, request.Time, request.Salt, request.Scoped)
            : request.Scoped);
        VarBind[] bindings = [.. asked.Bindings.Select(binding => new VarBind(binding.Name, SnmpValue.OctetString(System.Text.Encoding.UTF8.GetBytes(text))))];
        return SnmpPdu.Response(asked.RequestId, 0, 0, bindings);
    }

    public byte[] Response(UsmMessage request, SnmpPdu pdu, int? boots = null, int? time = null)
    {
        byte[] scoped = ScopedUnit.Write(EngineId, pdu);
        byte[] salt = [9, 9, 9, 9, 9, 9, 9, 9];
        bool encrypts = Credential.Privacy != SnmpPrivacy.None;
        return Signed(new UsmMessage
        {
            MessageId = request.MessageId,
            IsAuthenticated = true,
            IsEncrypted = encrypts,
            EngineId = EngineId,
            Boots = boots ?? Boots,
            Time = time ?? Time,
            User = request.User,
            Digest = new byte[MessageDigest.LengthOf(Credential.Authentication)],
            Salt = encrypts ? salt : [],
            Scoped = encrypts ? MessageCipher.Encrypt(Credential.Privacy, _privacyKey, boots ?? Boots, time ?? Time, salt, scoped) : scoped,
        });
    }

    public byte[] Report(UsmMessage request, ObjectIdentifier counter, int boots, int time, bool authenticated, byte[]? engineId = null)
    {
        UsmMessage report = new()
        {
            MessageId = request.MessageId,
            IsAuthenticated = authenticated,
            EngineId = engineId ?? EngineId,
            Boots = boots,
            Time = time,
            User = authenticated ? request.User : [],
            Digest = authenticated ? new byte[MessageDigest.LengthOf(Credential.Authentication)] : [],
            Scoped = ScopedUnit.Write(EngineId, SnmpPdu.Report(request.MessageId, [new VarBind(counter.Append(0), SnmpValue.Counter32(1))])),
        };
        return authenticated ? Signed(report) : report.Write();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _socket.Dispose();
        _serving.Wait();
        _stop.Dispose();
    }

    private byte[] Signed(UsmMessage message)
    {
        byte[] written = message.Write();
        MessageDigest.Of(Credential.Authentication, _authenticationKey, written).CopyTo(written, UsmMessage.Read(written).DigestOffset);
        return written;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                UdpReceiveResult datagram = await _socket.ReceiveAsync(_stop.Token);
                UsmMessage request = UsmMessage.Read(datagram.Buffer);
                Requests.Enqueue(request);
                foreach (byte[] answer in Answer(request))
                {
                    await _socket.SendAsync(answer, answer.Length, datagram.RemoteEndPoint);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException || (exception is SocketException && _stop.IsCancellationRequested))
        {
            // The test is over.
            return;
        }
    }
}
