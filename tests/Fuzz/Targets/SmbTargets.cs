// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Http;
using PracticeNetSec.Fuzz.Engine;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Smb1;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Fuzz.Targets;

/// <summary>SMB2 and what it carries: SPNEGO, NTLM, DCE RPC and the share list.</summary>
internal static class SmbTargets
{
    private static readonly Action<Smb2Response>[] Bodies =
    [
        response => NegotiateResponse.Decode(response),
        response => SessionSetupResponse.Decode(response),
        response => TreeConnectResponse.Decode(response),
        response => CreateResponse.Decode(response),
        response => Property.Holds(DirectoryEntry.Decode(response).All(entry => entry.Name.Length <= 255), "a name longer than names are"),
        response => QueryInfoResponse.GrantedAccess(response),
        response => QueryInfoResponse.IsReadOnlyVolume(response),
        response => PipeResponse.Output(response),
    ];

    public static IEnumerable<FuzzTarget> All()
    {
        byte[][] frames = Recorded.SmbFrames();
        byte[][] smb2 = [.. frames.Where(frame => frame[0] == 0xFE)];
        byte[][] tokens = [.. smb2.SelectMany(Tokens)];
        byte[][] pipes = [.. smb2.SelectMany(PipeOutputs)];
        yield return new FuzzTarget("smb2-response", Response, smb2, typeof(SmbFormatException)) { Words = Recorded.Texts("MxAc", "\u00FESMB"), MaxInputLength = 16 * 1024 };
        yield return new FuzzTarget("smb1-negotiate", bytes => Smb1Negotiate.DecodeAccepts(bytes), [.. frames.Where(frame => frame[0] == 0xFF)], typeof(SmbFormatException));
        yield return new FuzzTarget("smb1-response", Smb1, [.. frames.Where(frame => frame[0] == 0xFF)], typeof(SmbFormatException));
        yield return new FuzzTarget("netbios-session", NetBios, Recorded.Files("smb", "*.server.bin").Select(stream => stream.AsSpan(0, 4).ToArray()).ToArray(), typeof(SmbFormatException)) { MaxInputLength = 64 };
        yield return new FuzzTarget("spnego", bytes => Spnego.DecodeResponse(bytes), tokens, typeof(SmbFormatException));
        yield return new FuzzTarget("ntlm-challenge", Challenge, [.. tokens.Select(Spnego.DecodeResponse)], typeof(SmbFormatException)) { Words = Recorded.Texts("NTLMSSP\0") };
        yield return new FuzzTarget("rpc-fragments", Fragments, pipes, typeof(SmbFormatException)) { MaxInputLength = 16 * 1024 };
        yield return new FuzzTarget("share-list", bytes => ShareEnumResponse.Decode(bytes), [.. pipes.Where(output => output[2] == (byte)RpcPacket.Response).Select(output => output.AsSpan(24).ToArray())], typeof(SmbFormatException));
    }

    private static void Smb1(byte[] frame)
    {
        Smb1Response response = Smb1Response.Decode(frame, (Smb1Command)(frame.Length > 4 ? frame[4] : 0), frame.Length > 31 ? BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(30)) : (ushort)0);
        foreach (Action body in (Action[])[() => response.Negotiated(), () => response.SessionSetUp(), () => response.TreeConnected(), () => response.Opened(), () => response.Transacted(), () => response.GrantedAccess(), () => response.Read()])
        {
            try
            {
                body();
            }
            catch (SmbFormatException)
            {
                // Documented; the next decoder may like it better.
            }
        }
    }

    private static void Response(byte[] frame)
    {
        foreach (Smb2Response response in Smb2Response.Split(frame))
        {
            foreach (Action<Smb2Response> body in Bodies)
            {
                try
                {
                    body(response);
                }
                catch (SmbFormatException)
                {
                    // Documented; the next decoder may like it better.
                }
            }
        }
    }

    private static void NetBios(byte[] header) => Property.Holds(NetBiosSession.DecodeHeader(header).Length is >= 0 and < 1 << 24, "a length of more than 24 bits");

    /// <summary>What the challenge says goes into our answer.</summary>
    private static void Challenge(byte[] message)
    {
        NtlmChallenge challenge = NtlmChallenge.Decode(message);
        byte[] random = new byte[NtlmResponse.ClientChallengeLength];
        byte[] key = new byte[16];
        NtlmResponse.NtV2(key, challenge.ServerChallenge, random, challenge.Timestamp ?? 0, challenge.TargetInfo);
        NtlmResponse.LmV2(key, challenge.ServerChallenge, random);
        if (challenge.Timestamp is not null)
        {
            byte[] pairs = NtlmTargetInfo.ForAccount(challenge.TargetInfo, "cifs/praxis-srv");
            Property.Holds(pairs.Length <= challenge.TargetInfo.Length + 72, "the pairs for an account grow beyond what is added");
            NtlmAuthenticate.ForAccount(NtlmIdentity.Of(new Credential("mfa", "geheim"), "praxis-srv"), NtlmMessage.Negotiate(NtlmMessage.AccountFlags), challenge, random, key);
        }
    }

    /// <summary>However the pipe cuts them, the fragments join to the same answer.</summary>
    private static void Fragments(byte[] bytes)
    {
        uint call = bytes.Length > 12 ? bytes[12] : 0u;
        RpcPacket expected = bytes.Length > 2 && bytes[2] == (byte)RpcPacket.BindAcknowledge ? RpcPacket.BindAcknowledge : RpcPacket.Response;
        RpcReassembly whole = new(call, expected);
        whole.Append(bytes);
        Property.Holds(whole.Stub().Length <= RpcReassembly.MaxAnswer, "an answer larger than is taken");

        RpcReassembly pieces = new(call, expected);
        int size = 1 + (bytes.Length / 7);
        foreach (byte[] piece in bytes.Chunk(size))
        {
            if (!pieces.IsComplete)
            {
                pieces.Append(piece);
            }
        }

        Property.Holds(pieces.IsComplete == whole.IsComplete && pieces.Refusal == whole.Refusal && pieces.Stub().SequenceEqual(whole.Stub()), "cut otherwise, the fragments join to another answer");
    }

    private static IEnumerable<byte[]> Tokens(byte[] frame) => Final(frame, Smb2Command.SessionSetup)
        .Where(response => response.Status == NtStatus.MoreProcessingRequired)
        .Select(response => SessionSetupResponse.Decode(response).Token);

    private static IEnumerable<byte[]> PipeOutputs(byte[] frame) => Final(frame, Smb2Command.Ioctl).Concat(Final(frame, Smb2Command.Read))
        .Where(response => response.Status == NtStatus.Success || response.Status == NtStatus.BufferOverflow)
        .Select(PipeResponse.Output);

    private static IEnumerable<Smb2Response> Final(byte[] frame, Smb2Command command) =>
        Smb2Response.Split(frame).Where(response => response.Command == command && !response.IsInterim);
}
