// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>Queries the server service for the shares, over the pipe srvsvc ([MS-SRVS] 3.1.4.8).</summary>
internal static class SrvsvcClient
{
    /// <summary>The share of the pipes.</summary>
    public const string InterProcessShare = "IPC$";

    /// <summary>Maximum pipe reads for one response; a server that needs more sends tiny fragments.</summary>
    private const int MaxReads = 1024;

    /// <summary>Maximum responses to one query continued with a resume handle.</summary>
    private const int MaxAnswers = 16;

    private const uint BindCall = 1;

    /// <param name="session">The session used.</param>
    /// <param name="server">The server's name in paths.</param>
    /// <param name="enough">Beyond this number of shares, the rest is not requested.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public static async Task<ShareListing> ListAsync(SmbSession session, string server, int enough, CancellationToken cancellation)
    {
        Smb2Response tree = await session.ExchangeAsync(
            0, new TreeConnectRequest(server, InterProcessShare), cancellation).ConfigureAwait(false);
        if (tree.Status != NtStatus.Success)
        {
            return ShareListing.Refused("TREE_CONNECT " + InterProcessShare, tree.Status);
        }

        TreeConnectResponse share = SmbConnection.Decode(tree, TreeConnectResponse.Decode);
        session.ApplyEncryptionPolicy(tree.TreeId, share);
        try
        {
            return share.Type == TreeType.Pipe
                ? await ConverseAsync(session, tree.TreeId, server, enough, cancellation).ConfigureAwait(false)
                : ShareListing.Refused("TREE_CONNECT " + InterProcessShare, $"a share of kind {share.Type}", 0); // The object srvsvc is a file.
        }
        finally
        {
            session.Leave(tree.TreeId);
        }
    }

    /// <summary>Over a pipe that is open already.</summary>
    /// <param name="ask">Sends a call; without one, requests the next part of the answer.</param>
    /// <param name="server">The server's name in paths.</param>
    /// <param name="enough">Beyond this number of shares, the rest is not requested.</param>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public static Task<ShareListing> ListAsync(Func<RpcRequest?, Task<(NtStatus Status, byte[] Output)>> ask, string server, int enough) =>
        ListAsync(new Call(ask), new RpcBind(BindCall), null, server, enough);

    /// <summary>Opens the pipe and binds in one frame, asks, and closes it: some servers wait for ever for a pipe that is left open.</summary>
    private static async Task<ShareListing> ConverseAsync(SmbSession session, uint treeId, string server, int enough, CancellationToken cancellation)
    {
        RpcBind bind = new(BindCall);
        IReadOnlyList<Smb2Response>[] answers = await session.ExchangeAsync(
            new[] { (treeId, new Smb2Request[] { new OpenSrvsvcPipeRequest(), new PipeTransceiveRequest(Smb2Request.OfThePreviousRequest, bind) }) },
            cancellation).ConfigureAwait(false);
        Smb2Response pipe = answers[0][0];
        if (pipe.Status != NtStatus.Success)
        {
            return ShareListing.Refused("CREATE srvsvc", pipe.Status);
        }

        Smb2FileId file = SmbConnection.Decode(pipe, CreateResponse.Decode).FileId;
        async Task<(NtStatus Status, byte[] Output)> AskAsync(RpcRequest? call) => Output(await session.ExchangeAsync(
            treeId, call is null ? new PipeReadRequest(file) : new PipeTransceiveRequest(file, call), cancellation).ConfigureAwait(false));
        try
        {
            // An error that is not about access may be about the compound: asked again by itself.
            (NtStatus Status, byte[] Output)? first = answers[0][1].Status is NtStatus early && early.IsError && !early.IsAccessRefusal ? null : Output(answers[0][1]);
            return await ListAsync(new Call(AskAsync), bind, first, server, enough).ConfigureAwait(false);
        }
        finally
        {
            session.Close(treeId, file);
        }
    }

    private static (NtStatus Status, byte[] Output) Output(Smb2Response answer) =>
        answer.Status.IsError ? (answer.Status, Array.Empty<byte>()) : (NtStatus.Success, SmbConnection.Decode(answer, PipeResponse.Output));

    private static async Task<ShareListing> ListAsync(Call call, RpcBind bind, (NtStatus Status, byte[] Output)? first, string server, int enough)
    {
        (NtStatus status, RpcReassembly bound) = await call.AskAsync(bind, new RpcReassembly(BindCall, RpcPacket.BindAcknowledge), first).ConfigureAwait(false);
        return status.IsError ? ShareListing.Refused("IOCTL srvsvc", status)
            : bound.Refusal is uint reason ? ShareListing.Refused("srvsvc bind", $"0x{reason:X8}", 0)
            : await EnumerateAsync(call, server, enough).ConfigureAwait(false);
    }

    private static async Task<ShareListing> EnumerateAsync(Call call, string server, int enough)
    {
        List<ShareEntry> shares = new();
        uint resume = 0;
        for (uint callId = BindCall + 1; callId <= BindCall + MaxAnswers; callId++)
        {
            (NtStatus status, RpcReassembly answer) = await call.AskAsync(
                new ShareEnumRequest(callId, server, resume), new RpcReassembly(callId, RpcPacket.Response), null).ConfigureAwait(false);
            if (status.IsError)
            {
                return ShareListing.Refused("IOCTL srvsvc", status);
            }

            if (answer.Refusal is uint fault)
            {
                return ShareListing.Refused("NetrShareEnum", $"RPC fault 0x{fault:X8}", fault);
            }

            ShareEnumResponse response = Decode(answer);
            shares.AddRange(response.Shares);
            if (response.Status == 0 || shares.Count > enough)
            {
                return new ShareListing(shares, "") { IsCut = response.Status != 0 };
            }

            if (response.Status != ShareEnumResponse.MoreData || response.Shares.Count == 0)
            {
                return ShareListing.Refused("NetrShareEnum", $"Win32 error {response.Status}", response.Status);
            }

            resume = response.Resume;
        }

        throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbShareListEndless(MaxAnswers));
    }

    private static ShareEnumResponse Decode(RpcReassembly answer)
    {
        try
        {
            return ShareEnumResponse.Decode(answer.Stub());
        }
        catch (SmbFormatException malformed)
        {
            throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbMalformedAnswerTo("NetrShareEnum", malformed.Cause), malformed);
        }
    }

    /// <summary>One open pipe.</summary>
    /// <param name="ask">Sends a call; without one, requests the next part of the answer.</param>
    private sealed class Call(Func<RpcRequest?, Task<(NtStatus Status, byte[] Output)>> ask)
    {
        /// <param name="question">The call.</param>
        /// <param name="answer">Receives its answer.</param>
        /// <param name="first">What came when the call was sent together with opening the pipe; null where it was not sent yet.</param>
        public async Task<(NtStatus Status, RpcReassembly Answer)> AskAsync(RpcRequest question, RpcReassembly answer, (NtStatus Status, byte[] Output)? first)
        {
            for (int i = 0; i < MaxReads; i++)
            {
                (NtStatus status, byte[] output) = i == 0 && first is not null ? first.Value : await ask(i == 0 ? question : null).ConfigureAwait(false);
                if (status.IsError)
                {
                    return (status, answer);
                }

                try
                {
                    answer.Append(output);
                }
                catch (SmbFormatException malformed)
                {
                    throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbMalformedAnswerTo("srvsvc", malformed.Cause), malformed);
                }

                if (answer.IsComplete)
                {
                    return (NtStatus.Success, answer);
                }

                if (output.Length == 0)
                {
                    break;
                }
            }

            throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbPipeEndless());
        }
    }
}
