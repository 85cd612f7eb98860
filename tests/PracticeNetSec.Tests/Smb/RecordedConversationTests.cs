// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Wire;
using Xunit;

namespace PracticeNetSec.Tests.Smb;

public class RecordedConversationTests
{
    private const string Guest = "guest.server.bin";

    [Theory]
    [InlineData("guest.server.bin", "3.1.1", false)]
    [InlineData("negotiate-2.0.2.server.bin", "2.0.2", false)]
    [InlineData("negotiate-3.0-signing-required.server.bin", "3.0", true)]
    public void The_NEGOTIATE_response_gives_dialect_and_signing_requirement(string sample, string dialect, bool signingRequired)
    {
        NegotiateResponse negotiated = NegotiateResponse.Decode(SmbSample.First(sample, Smb2Command.Negotiate, NtStatus.Success));

        Assert.Equal(dialect, negotiated.Dialect.Text());
        Assert.Equal(signingRequired, negotiated.SigningRequired);
    }

    [Fact]
    public void The_session_of_a_random_user_is_flagged_as_guest() => Assert.Equal(
        SessionFlags.IsGuest, SessionSetupResponse.Decode(SmbSample.First(Guest, Smb2Command.SessionSetup, NtStatus.Success)).Flags);

    [Fact]
    public void A_server_without_guest_mapping_answers_STATUS_LOGON_FAILURE()
    {
        Smb2Response refused = SmbSample.First("guest-refused.server.bin", Smb2Command.SessionSetup, NtStatus.LogonFailure);

        Assert.Equal("STATUS_LOGON_FAILURE", refused.Status.ToString());
    }

    [Fact]
    public void Tree_connects_carry_the_share_permission()
    {
        TreeConnectResponse[] trees = SmbSample.Responses(Guest).OrderBy(response => response.Key).Select(response => response.Value)
            .Where(response => response.Command == Smb2Command.TreeConnect && response.Status == NtStatus.Success)
            .Select(TreeConnectResponse.Decode).ToArray();

        Assert.Equal(
            new[]
            {
                (TreeType.Pipe, 0x001F00A9u), // IPC$
                (TreeType.Disk, 0x001F01FFu), // Praxis
                (TreeType.Disk, 0x001F00A9u), // Formulare
                (TreeType.Disk, 0x001F01FFu), // Scan$
            },
            trees.Select(tree => (tree.Type, (uint)tree.MaximalAccess)));
    }

    [Fact]
    public void The_closed_share_is_refused() => Assert.Single(
        SmbSample.Responses(Guest).Values,
        response => response.Command == Smb2Command.TreeConnect && response.Status == NtStatus.AccessDenied);

    [Fact]
    public void Opening_the_root_returns_the_effective_rights_in_MxAc()
    {
        uint?[] masks = SmbSample.Responses(Guest).OrderBy(response => response.Key).Select(response => response.Value)
            .Where(response => response.Command == Smb2Command.Create && response.Status == NtStatus.Success)
            .Skip(1) // the pipe
            .Take(3).Select(response => (uint?)CreateResponse.Decode(response).MaximalAccess).ToArray();

        Assert.Equal(new uint?[] { 0x001F01FF, 0x001200A9, 0x001F01FF }, masks);
    }

    [Fact]
    public void The_pipe_returns_no_MxAc_because_none_was_requested() =>
        Assert.Null(CreateResponse.Decode(SmbSample.First(Guest, Smb2Command.Create, NtStatus.Success)).MaximalAccess);

    [Fact]
    public void A_listing_gives_names_and_distinguishes_folders_from_files()
    {
        IReadOnlyList<DirectoryEntry> entries = DirectoryEntry.Decode(SmbSample.First(Guest, Smb2Command.QueryDirectory, NtStatus.Success));

        Assert.Equal(
            new[] { "Dienstplan.xlsx", "Mustermann_Erika_12.03.2019.pdf", "Röntgen/", "Vorlagen/", "Z01_12.03.2019_10.22.con", "export.bdt" },
            entries.Select(entry => entry.CanBeEntered ? entry.Name + "/" : entry.Name).OrderBy(name => name, StringComparer.Ordinal));
    }

    [Fact]
    public void The_volume_is_not_read_only() =>
        Assert.False(QueryInfoResponse.IsReadOnlyVolume(SmbSample.First(Guest, Smb2Command.QueryInfo, NtStatus.Success)));

    [Fact]
    public void The_server_service_lists_shares_with_kinds_and_comments()
    {
        Smb2Response[] answers = SmbSample.Responses(Guest).OrderBy(response => response.Key).Select(response => response.Value)
            .Where(response => response.Command == Smb2Command.Ioctl).ToArray();
        RpcReassembly bind = new(1, RpcPacket.BindAcknowledge);
        bind.Append(PipeResponse.Output(answers[0]));
        RpcReassembly list = new(2, RpcPacket.Response);
        list.Append(PipeResponse.Output(answers[1]));

        Assert.True(bind.IsComplete);
        Assert.Null(bind.Refusal);
        Assert.Equal(
            new[]
            {
                new ShareEntry("Praxis", ShareKind.Disk, "Gemeinsame Ablage"),
                new ShareEntry("Formulare", ShareKind.Disk, ""),
                new ShareEntry("Verwaltung", ShareKind.Disk, ""),
                new ShareEntry("Scan$", ShareKind.Disk, "Öffentlicher Scanordner"),
                new ShareEntry("IPC$", ShareKind.Ipc, "IPC Service (Samba 4.17.12-Debian)"),
            },
            ShareEnumResponse.Decode(list.Stub()).Shares);
    }

    [Fact]
    public void A_long_list_comes_in_fragments()
    {
        Smb2Response[] answers = SmbSample.Responses("sixty-shares-in-fragments.server.bin").OrderBy(response => response.Key)
            .Select(response => response.Value).ToArray();
        RpcReassembly list = new(2, RpcPacket.Response);
        list.Append(PipeResponse.Output(answers[1]));
        Assert.False(list.IsComplete);
        list.Append(PipeResponse.Output(answers[2]));

        Assert.True(list.IsComplete);
        Assert.Equal(61, ShareEnumResponse.Decode(list.Stub()).Shares.Count);
    }

    [Fact]
    public void Fragments_may_be_cut_anywhere()
    {
        Smb2Response[] answers = SmbSample.Responses("sixty-shares-in-fragments.server.bin").OrderBy(response => response.Key)
            .Select(response => response.Value).ToArray();
        RpcReassembly list = new(2, RpcPacket.Response);
        foreach (byte[] crumb in PipeResponse.Output(answers[1]).Concat(PipeResponse.Output(answers[2])).Chunk(7))
        {
            list.Append(crumb);
        }

        Assert.Equal(61, ShareEnumResponse.Decode(list.Stub()).Shares.Count);
    }

    [Fact]
    public void An_interim_response_is_distinguished_from_the_final_one() => Assert.Contains(
        SmbSample.Frames(Guest).SelectMany(Smb2Response.Split), response => response.IsInterim && response.Status == NtStatus.Pending);

    [Fact]
    public void SMB1_support_and_refusal_are_recognised()
    {
        Assert.True(Smb1Negotiate.DecodeAccepts(SmbSample.Frames("smb1-accepted.server.bin")[0]));
        Assert.False(Smb1Negotiate.DecodeAccepts(SmbSample.Frames("smb1-declined.server.bin")[0]));
        Assert.Equal(SmbSample.Frames("smb1-accepted.client.bin")[0], Smb1Negotiate.Request());
    }

    [Fact]
    public void The_compound_request_is_byte_for_byte_the_recorded_one()
    {
        Smb2FileId previous = Smb2Request.OfThePreviousRequest;
        byte[] recorded = SmbSample.Frames("guest.client.bin").First(frame => Smb2Requests.CommandsOf(frame).Count == 5);
        CompoundRequest chain = new(
            Smb2Requests.SessionOf(recorded),
            Smb2Requests.TreeOf(recorded),
            new OpenDirectoryRequest("", DirectoryOpening.ToList),
            new QueryInfoRequest(previous, InfoQuestion.VolumeAttributes),
            new QueryDirectoryRequest(previous, SmbConnection.MaxOutput),
            new QueryDirectoryRequest(previous, SmbConnection.MaxOutput),
            new CloseRequest(previous));

        Assert.Equal(recorded, chain.Compose(Smb2Requests.MessageIdOf(recorded), Smb2Requests.CreditsOf(recorded), 1));
    }

    [Fact]
    public void A_file_is_identified_by_index_times_and_size_together()
    {
        const int Created = 8, Size = 40, Number = 72;
        byte[] message = SmbSample.First(Guest, Smb2Command.QueryDirectory, NtStatus.Success).Message.ToArray();
        message.AsSpan(20, 4).Clear(); // NextCommand: it stands alone now.
        List<int> entries = new();
        for (int at = BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(CompoundRequest.HeaderLength + 2)), next = 1; next > 0; at += next)
        {
            entries.Add(at);
            next = BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(at));
        }

        Assert.Equal(6, Identities().Distinct().Count());

        // Numbered badly, as by a server that says the same of all: still six files, where their sizes tell them apart.
        foreach (int entry in entries)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(message.AsSpan(entry + Number), 7);
            BinaryPrimitives.WriteUInt64LittleEndian(message.AsSpan(entry + Size), (ulong)entry);
        }

        Assert.Equal(6, Identities().Distinct().Count());

        // The same in everything but the name: one file. One that is of another size is another.
        foreach (int entry in entries)
        {
            message.AsSpan(entries[0] + Created, Size + 8 - Created).CopyTo(message.AsSpan(entry + Created));
        }

        Assert.Single(Identities().Distinct());
        BinaryPrimitives.WriteUInt64LittleEndian(message.AsSpan(entries[^1] + Size), 4711);
        Assert.Equal(2, Identities().Distinct().Count());

        // No numbers at all: nothing to know it by.
        entries.ForEach(entry => BinaryPrimitives.WriteUInt64LittleEndian(message.AsSpan(entry + Number), 0));
        Assert.All(Identities(), Assert.Null);

        ulong?[] Identities() => DirectoryEntry.Decode(Assert.Single(Smb2Response.Split(message))).Select(entry => entry.Identity).ToArray();
    }

    [Fact]
    public void A_reserved_name_in_a_listing_is_never_entered()
    {
        Smb2Response listing = SmbSample.First(Guest, Smb2Command.QueryDirectory, NtStatus.Success);
        byte[] message = listing.Message.ToArray();
        message.AsSpan(20, 4).Clear(); // NextCommand: it stands alone now.
        int at = message.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes("Vorlagen"));
        System.Text.Encoding.Unicode.GetBytes("..\\..\\ab").CopyTo(message, at);

        DirectoryEntry hostile = DirectoryEntry.Decode(Assert.Single(Smb2Response.Split(message)))
            .Single(entry => entry.Name == "..\\..\\ab");

        Assert.True(hostile.IsDirectory);
        Assert.False(hostile.CanBeEntered);
    }
}
