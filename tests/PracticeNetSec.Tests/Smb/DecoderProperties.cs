// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Wire;
using Xunit;

namespace PracticeNetSec.Tests.Smb;

/// <summary>Whatever bytes arrive, a decoder ends, with a message or with <see cref="SmbFormatException"/>.</summary>
public class DecoderProperties
{
    private static readonly byte[][] Recorded = SmbSample.Names
        .Where(name => name.Contains(".server.", StringComparison.Ordinal)).SelectMany(SmbSample.Frames).ToArray();

    private static readonly byte[][] Tokens = Recorded.SelectMany(Securities).ToArray();

    private static readonly byte[][] Stubs = Recorded.SelectMany(PipeOutputs).ToArray();

    private static readonly Action<Smb2Response>[] Bodies =
    {
        response => NegotiateResponse.Decode(response),
        response => SessionSetupResponse.Decode(response),
        response => TreeConnectResponse.Decode(response),
        response => CreateResponse.Decode(response),
        response => DirectoryEntry.Decode(response),
        response => QueryInfoResponse.GrantedAccess(response),
        response => QueryInfoResponse.IsReadOnlyVolume(response),
        response => PipeResponse.Output(response),
    };

    private static readonly Action<byte[]>[] Others =
    {
        bytes => NetBiosSession.DecodeHeader(bytes),
        bytes => Smb1Negotiate.DecodeAccepts(bytes),
        bytes => Spnego.DecodeResponse(bytes),
        bytes => NtlmChallenge.Decode(bytes),
        bytes => new RpcReassembly(2, RpcPacket.Response).Append(bytes),
        bytes => new RpcReassembly(1, RpcPacket.BindAcknowledge).Append(bytes),
        bytes => ShareEnumResponse.Decode(bytes),
    };

    [Property(MaxTest = 2000)]
    public Property Any_bytes_at_all(byte[] bytes) => Holds(bytes ?? Array.Empty<byte>());

    [Property(MaxTest = 2000)]
    public Property A_recorded_message_cut_short(NonNegativeInt which, NonNegativeInt length)
    {
        byte[] whole = Recorded[which.Get % Recorded.Length];
        return Holds(whole.AsSpan(0, length.Get % (whole.Length + 1)).ToArray());
    }

    [Property(MaxTest = 5000)]
    public Property A_recorded_message_with_some_bytes_changed(NonNegativeInt which, (NonNegativeInt At, byte Value)[] changes) =>
        Holds(Change(Recorded[which.Get % Recorded.Length], changes));

    [Property(MaxTest = 2000)]
    public Property A_recorded_token_with_some_bytes_changed(NonNegativeInt which, (NonNegativeInt At, byte Value)[] changes) =>
        Holds(Change(Tokens[which.Get % Tokens.Length], changes));

    [Property(MaxTest = 2000)]
    public Property A_recorded_share_list_with_some_bytes_changed(NonNegativeInt which, (NonNegativeInt At, byte Value)[] changes) =>
        Holds(Change(Stubs[which.Get % Stubs.Length], changes));

    [Fact]
    public void Every_recorded_message_cut_at_every_length() =>
        Assert.All(Recorded, whole => Assert.All(
            Enumerable.Range(0, whole.Length + 1), length => Assert.True(Decodes(whole.AsSpan(0, length).ToArray()))));

    [Fact]
    public void A_share_list_that_claims_four_billion_entries_allocates_nothing() => Assert.Throws<SmbFormatException>(
        () => ShareEnumResponse.Decode(Convert.FromHexString("0100000001000000" + "04000200" + "FFFFFFFF" + "08000200" + "FFFFFFFF")));

    [Fact]
    public void An_answer_larger_than_a_megabyte_is_not_collected()
    {
        RpcReassembly list = new(2, RpcPacket.Response);
        byte[] fragment = new byte[60000];
        Convert.FromHexString("0500020010000000" + "60EA" + "0000" + "02000000").CopyTo(fragment, 0);

        Assert.Throws<SmbFormatException>(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                list.Append(fragment);
            }
        });
    }

    private static Property Holds(byte[] bytes) => Decodes(bytes).ToProperty();

    private static bool Decodes(byte[] bytes)
    {
        foreach (Action<byte[]> decode in Others)
        {
            Run(() => decode(bytes));
        }

        Run(() =>
        {
            foreach (Smb2Response response in Smb2Response.Split(bytes))
            {
                foreach (Action<Smb2Response> body in Bodies)
                {
                    Run(() => body(response));
                }
            }
        });
        return true;
    }

    private static void Run(Action decode)
    {
        try
        {
            decode();
        }
        catch (SmbFormatException)
        {
            // The one exception a decoder may throw; any other fails the test.
        }
    }

    private static byte[] Change(byte[] message, (NonNegativeInt At, byte Value)[]? changes)
    {
        byte[] changed = message.ToArray();
        foreach ((NonNegativeInt at, byte value) in changes ?? Array.Empty<(NonNegativeInt, byte)>())
        {
            changed[(int)((uint)at.Get * 2654435761u % (uint)changed.Length)] = value;
        }

        return changed;
    }

    private static IEnumerable<byte[]> Securities(byte[] frame) => Final(frame, Smb2Command.SessionSetup)
        .Where(response => response.Status == NtStatus.MoreProcessingRequired)
        .Select(response => SessionSetupResponse.Decode(response).Token)
        .SelectMany(token => new[] { token, Spnego.DecodeResponse(token) });

    private static IEnumerable<byte[]> PipeOutputs(byte[] frame) => Final(frame, Smb2Command.Ioctl).Concat(Final(frame, Smb2Command.Read))
        .Select(PipeResponse.Output)
        .SelectMany(output => new[] { output, output.AsSpan(24).ToArray() });

    private static IEnumerable<Smb2Response> Final(byte[] frame, Smb2Command command) => frame[0] != 0xFE
        ? Array.Empty<Smb2Response>()
        : Smb2Response.Split(frame).Where(response => response.Command == command && !response.IsInterim);
}
