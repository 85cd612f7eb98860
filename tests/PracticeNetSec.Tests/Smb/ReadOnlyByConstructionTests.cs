// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Security;
using PracticeNetSec.Smb.Wire;
using Xunit;

namespace PracticeNetSec.Tests.Smb;

/// <summary>Nothing this client can say changes a byte on the machine it looks at: proven over all it can say.</summary>
public class ReadOnlyByConstructionTests
{
    /// <summary>[MS-SMB2] 2.2.1: WRITE, LOCK, CHANGE_NOTIFY, SET_INFO, OPLOCK_BREAK, and FLUSH, CANCEL, ECHO, which we do not need.</summary>
    private static readonly ushort[] Unspeakable = { 0x0007, 0x0009, 0x000A, 0x000C, 0x000D, 0x000F, 0x0011, 0x0012 };

    private static readonly Smb2FileId AnyFile = new(1, 2);

    [Fact]
    public void No_command_can_write_set_information_or_lock() => Assert.DoesNotContain(
        Enum.GetValues<Smb2Command>(), command => Unspeakable.Contains((ushort)command));

    [Fact]
    public void This_test_covers_every_request_type()
    {
        IEnumerable<Type> requests = typeof(Smb2Request).Assembly.GetTypes()
            .Where(type => typeof(Smb2Request).IsAssignableFrom(type) && !type.IsAbstract);

        Assert.Equal(
            requests.Select(type => type.Name).OrderBy(name => name, StringComparer.Ordinal),
            EveryRequest("x", 1).Select(request => request.GetType().Name).Distinct().OrderBy(name => name, StringComparer.Ordinal));
        Assert.All(requests, type => Assert.True(type.IsSealed, $"{type} could be made to say something else."));
    }

    [Fact]
    public void The_only_RPC_requests_are_bind_and_NetrShareEnum()
    {
        IEnumerable<string> calls = typeof(RpcRequest).Assembly.GetTypes()
            .Where(type => typeof(RpcRequest).IsAssignableFrom(type) && !type.IsAbstract).Select(type => type.Name);

        Assert.Equal(new[] { nameof(RpcBind), nameof(ShareEnumRequest) }, calls.OrderBy(name => name, StringComparer.Ordinal));
    }

    /// <summary>Keys change who vouches for a request, not what it says: signed and encrypted ones hold the same bytes.</summary>
    [Property]
    public Property Signing_and_encryption_do_not_change_a_request(string name, uint number)
    {
        using SessionSecurity security = new(
            Smb2Signing.AesGmac, 1, SessionKeys.Derive(Smb2Dialect.Smb311, new byte[16], new byte[64]), Smb2Cipher.Aes128Gcm);
        SessionKeys same = SessionKeys.Derive(Smb2Dialect.Smb311, new byte[16], new byte[64]);
        using SessionSecurity server = new(
            Smb2Signing.AesGmac, 1, same with { ToClient = same.ToServer }, Smb2Cipher.Aes128Gcm);
        return EveryRequest(name?.Length > 1000 ? name[..1000] : name ?? "", number).All(request =>
        {
            byte[] plain = new CompoundRequest(1, 2, request).Compose(3, 1, 1);
            byte[] signed = security.Sign(plain);
            signed[16] &= 0xF7; // SMB2_FLAGS_SIGNED
            signed.AsSpan(48, 16).Clear();
            return plain.AsSpan().SequenceEqual(signed) && plain.AsSpan().SequenceEqual(server.Decrypt(security.Encrypt(plain)));
        }).ToProperty();
    }

    [Property]
    public Property Every_request_opens_existing_objects_alone_and_deletes_nothing(string name, uint number) =>
        EveryRequest(name?.Length > 1000 ? name[..1000] : name ?? "", number).All(IsHarmless).ToProperty();

    private static bool IsHarmless(Smb2Request request)
    {
        byte[] message = new CompoundRequest(1, 2, request).Compose(3, 1, 1);
        ushort command = BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(12));
        ReadOnlySpan<byte> body = message.AsSpan(CompoundRequest.HeaderLength);
        return (Smb2Command)command switch
        {
            Smb2Command.Create => OpensOnly(body),
            Smb2Command.Ioctl => BinaryPrimitives.ReadUInt32LittleEndian(body.Slice(4)) == 0x0011C017 && AsksShareEnumOrBinds(message, body),
            _ => !Unspeakable.Contains(command),
        };
    }

    /// <summary>[MS-SMB2] 2.2.13: CreateDisposition 1 is FILE_OPEN; CreateOptions 0x1000 is FILE_DELETE_ON_CLOSE.</summary>
    private static bool OpensOnly(ReadOnlySpan<byte> body)
    {
        uint options = BinaryPrimitives.ReadUInt32LittleEndian(body.Slice(40));
        uint access = BinaryPrimitives.ReadUInt32LittleEndian(body.Slice(24));
        bool isDirectory = (options & 0x1) != 0;

        // An open directory changes nothing, and no request uses such a handle for more than closing it. What could change the directory itself is not asked for.
        const uint ChangesDirectory = 0x10 | 0x100 | 0x10000 | 0x40000 | 0x80000 | 0x40000000 | 0x10000000;
        const uint AttributesOfFile = 0x80;
        const uint ShareReadWriteDelete = 7; // whoever opens it meanwhile is not refused
        return BinaryPrimitives.ReadUInt32LittleEndian(body.Slice(36)) == 1
            && BinaryPrimitives.ReadUInt32LittleEndian(body.Slice(32)) == ShareReadWriteDelete
            && (options & 0x1000) == 0
            && (isDirectory ? (access & ChangesDirectory) == 0 : access == AttributesOfFile || NameOf(body) == "srvsvc");
    }

    private static string NameOf(ReadOnlySpan<byte> body) => WireReader.Utf16(body.Slice(56, BinaryPrimitives.ReadUInt16LittleEndian(body.Slice(46))));

    private static bool AsksShareEnumOrBinds(byte[] message, ReadOnlySpan<byte> body)
    {
        int offset = (int)BinaryPrimitives.ReadUInt32LittleEndian(body.Slice(24));
        byte type = message[offset + 2];
        return type == (byte)RpcPacket.Bind
            || (type == (byte)RpcPacket.Request && BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(offset + 22)) == 15);
    }

    private static IEnumerable<Smb2Request> EveryRequest(string name, uint number)
    {
        yield return new NegotiateRequest(Guid.Empty, new byte[32]);
        foreach (Smb2Dialect dialect in Smb2DialectText.Offered)
        {
            yield return new NegotiateRequest(Guid.Empty, new byte[32], dialect);
            yield return new NegotiateRequest(Guid.Empty, new byte[32], dialect) { OffersEncryption = true };
        }

        yield return new SessionSetupRequest(new byte[number % 2000]);
        yield return new SessionSetupRequest(new byte[number % 2000], insistOnSigning: true);
        yield return new LogoffRequest();
        yield return new TreeConnectRequest(name, name);
        yield return new TreeDisconnectRequest();
        foreach (DirectoryOpening opening in Enum.GetValues<DirectoryOpening>().Append((DirectoryOpening)number))
        {
            yield return new OpenDirectoryRequest(name, opening);
        }

        yield return new OpenFileRequest(name);
        yield return new OpenSrvsvcPipeRequest();
        yield return new CloseRequest(AnyFile);
        yield return new QueryDirectoryRequest(AnyFile, number);
        foreach (InfoQuestion question in Enum.GetValues<InfoQuestion>().Append((InfoQuestion)number))
        {
            yield return new QueryInfoRequest(AnyFile, question);
        }

        yield return new PipeTransceiveRequest(AnyFile, new RpcBind(number));
        yield return new PipeTransceiveRequest(AnyFile, new ShareEnumRequest(number, name, number));
        yield return new PipeReadRequest(AnyFile);
    }
}
