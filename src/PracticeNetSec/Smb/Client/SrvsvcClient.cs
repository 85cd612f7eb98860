// SPDX-License-Identifier: MIT
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
        try
        {
            Call call = new(session, treeId, file);
            // An error that is not about access may be about the compound: asked again by itself.
            Smb2Response? first = answers[0][1].Status is NtStatus early && early.IsError && !early.IsAccessRefusal ? null : answers[0][1];
            (NtStatus status, RpcReassembly bound) = await call.AskAsync(
                bind, new RpcReassembly(BindCall, RpcPacket.BindAcknowledge), first, cancellation).ConfigureAwait(false);
            return status.IsError ? ShareListing.Refused("IOCTL srvsvc", status)
                : bound.Refusal is uint reason ? ShareListing.Refused("srvsvc bind", $"0x{reason:X8}", 0)
                : await EnumerateAsync(call, server, enough, cancellation).ConfigureAwait(false);
        }
        finally
        {
            session.Close(treeId, file);
        }
    }

    private static async Task<ShareListing> EnumerateAsync(Call call, string server, int enough, CancellationToken cancellation)
    {
        List<ShareEntry> shares = new();
        uint resume = 0;
        for (uint callId = BindCall + 1; callId <= BindCall + MaxAnswers; callId++)
        {
            (NtStatus status, RpcReassembly answer) = await call.AskAsync(
                new ShareEnumRequest(callId, server, resume), new RpcReassembly(callId, RpcPacket.Response), null, cancellation).ConfigureAwait(false);
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
    private sealed class Call(SmbSession session, uint treeId, Smb2FileId pipe)
    {
        /// <param name="question">The call.</param>
        /// <param name="answer">Receives its answer.</param>
        /// <param name="first">What came when the call was sent together with opening the pipe; null where it was not sent yet.</param>
        /// <param name="cancellation">Cancels it.</param>
        public async Task<(NtStatus Status, RpcReassembly Answer)> AskAsync(
            RpcRequest question, RpcReassembly answer, Smb2Response? first, CancellationToken cancellation)
        {
            Smb2Request request = new PipeTransceiveRequest(pipe, question);
            for (int i = 0; i < MaxReads; i++)
            {
                Smb2Response response = i == 0 && first is not null ? first : await session.ExchangeAsync(treeId, request, cancellation).ConfigureAwait(false);
                if (response.Status.IsError)
                {
                    return (response.Status, answer);
                }

                byte[] output = SmbConnection.Decode(response, PipeResponse.Output);
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

                request = new PipeReadRequest(pipe);
            }

            throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbPipeEndless());
        }
    }
}
