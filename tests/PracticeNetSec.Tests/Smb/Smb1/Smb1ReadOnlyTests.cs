// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Smb1;
using PracticeNetSec.Smb.Wire;
using Xunit;

namespace PracticeNetSec.Tests.Smb.Smb1;

/// <summary>Nothing that can be said in SMB1 changes a byte on the machine that is inspected either.</summary>
public class Smb1ReadOnlyTests
{
    [Fact]
    public void No_command_writes_creates_deletes_renames_sets_or_locks() => Assert.Equal(
        // [MS-CIFS] 2.2.2.1: CLOSE, TRANSACTION, READ_ANDX, TRANSACTION2, TREE_DISCONNECT, NEGOTIATE, SESSION_SETUP_ANDX, LOGOFF_ANDX, TREE_CONNECT_ANDX, NT_CREATE_ANDX
        new byte[] { 0x04, 0x25, 0x2E, 0x32, 0x71, 0x72, 0x73, 0x74, 0x75, 0xA2 }, Enum.GetValues<Smb1Command>().Select(command => (byte)command));

    [Fact]
    public void This_test_covers_every_request_type()
    {
        IEnumerable<Type> requests = typeof(Smb1Request).Assembly.GetTypes().Where(type => typeof(Smb1Request).IsAssignableFrom(type) && !type.IsAbstract);

        Assert.Equal(requests.Select(type => type.Name).Order(), EveryRequest("x", 1).Select(request => request.GetType().Name).Distinct().Order());
        Assert.All(requests, type => Assert.True(type.IsSealed));
    }

    [Property]
    public Property Every_request_opens_existing_objects_alone_and_deletes_nothing(string name, ushort number) =>
        EveryRequest(name?.Length > 1000 ? name[..1000] : name ?? "", number).All(request => IsHarmless(request.Compose(1, 2, 3))).ToProperty();

    private static bool IsHarmless(byte[] message)
    {
        ReadOnlySpan<byte> words = message.AsSpan(Smb1Request.HeaderLength + 1, 2 * message[Smb1Request.HeaderLength]);
        switch ((Smb1Command)message[4])
        {
            case Smb1Command.NtCreateAndX:
                uint access = BinaryPrimitives.ReadUInt32LittleEndian(words[15..]), share = BinaryPrimitives.ReadUInt32LittleEndian(words[31..]);
                uint disposition = BinaryPrimitives.ReadUInt32LittleEndian(words[35..]), options = BinaryPrimitives.ReadUInt32LittleEndian(words[39..]);
                bool isPipe = options == 0x40; // FILE_NON_DIRECTORY_FILE
                return words[0] == 0xFF && share == 7 && disposition == 1 && (isPipe || options == 1) && (access & (isPipe ? ~0x83u : ~0x02000047u)) == 0;
            case Smb1Command.Transaction:
                int data = BinaryPrimitives.ReadUInt16LittleEndian(words[24..]);
                return data + BinaryPrimitives.ReadUInt16LittleEndian(words[22..]) == message.Length
                    && BinaryPrimitives.ReadUInt16LittleEndian(words[28..]) == 0x0026
                    && (message[data + 2] == (byte)RpcPacket.Bind || BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(data + 22)) == 15);
            case Smb1Command.Transaction2:
                return BinaryPrimitives.ReadUInt16LittleEndian(words[28..]) == 0x0007; // TRANS2_QUERY_FILE_INFORMATION
            case Smb1Command.Close:
                return BinaryPrimitives.ReadUInt32LittleEndian(words[2..]) == uint.MaxValue; // no other time of the last change
            default:
                return words.Length == 0 || words[0] == 0xFF; // no further command
        }
    }

    private static IEnumerable<Smb1Request> EveryRequest(string name, ushort number)
    {
        yield return new SessionSetupAndX(new byte[number % 2000]);
        yield return new LogoffAndX();
        yield return new TreeConnectAndX(name, name);
        yield return new TreeDisconnect();
        yield return NtCreateAndX.Srvsvc();
        foreach (RootRight right in Enum.GetValues<RootRight>())
        {
            yield return NtCreateAndX.Root(right);
        }

        yield return new PipeTransaction(number, new RpcBind(number));
        yield return new PipeTransaction(number, new ShareEnumRequest(number, name, number));
        yield return new QueryGrantedAccess(number);
        yield return new ReadAndX(number);
        yield return new Close(number);
    }

    [Property]
    public Property Arbitrary_bytes_give_an_answer_or_a_format_error(byte[] bytes)
    {
        byte[] message = new byte[] { 0xFF, (byte)'S', (byte)'M', (byte)'B', 0x73 }.Concat(new byte[27]).Concat(bytes ?? []).ToArray();
        Smb1Response response = Smb1Response.Decode(message, Smb1Command.SessionSetupAndX, 0);
        Action[] decoders =
        [
            () => _ = response.Negotiated(), () => Assert.NotNull(response.SessionSetUp().Token), () => Assert.NotNull(response.TreeConnected()),
            () => Assert.InRange<int>(response.Opened(), 0, ushort.MaxValue), () => Assert.NotNull(response.Transacted()), () => Assert.NotNull(response.Read()),
        ];
        return decoders.All(decode => Record.Exception(decode) is null or SmbFormatException).ToProperty();
    }
}
