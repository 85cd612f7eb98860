// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Nobody and the guest on one connection; and servers that do not take that well, where each must be judged as if he came alone.</summary>
public class SharedConnectionTests
{
    /// <summary>The number that the recorded server gives the second session of a connection.</summary>
    private const ulong Second = 2;

    [Fact]
    public async Task Null_session_and_guest_share_a_connection_and_SMB1_has_its_own()
    {
        RecordedServer recorded = new();
        using FakeServer server = new(recorded.ServeAsync);

        ShareReachability seen = await ExamineAsync(server);

        AssertIsTheRecordedServer(seen);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData(0xC00000D0)] // STATUS_REQUEST_NOT_ACCEPTED
    [InlineData(0xC0000022)] // STATUS_ACCESS_DENIED
    [InlineData(0xC000009A)] // STATUS_INSUFFICIENT_RESOURCES
    public async Task A_server_that_allows_one_session_per_connection_still_shows_both(uint status)
    {
        RecordedServer recorded = new() { Interfere = RefuseTheSecond(1, status) };
        using FakeServer server = new(recorded.ServeAsync);

        ShareReachability seen = await ExamineAsync(server);

        AssertIsTheRecordedServer(seen);
        Assert.DoesNotContain(seen.Reasons, reason => reason.Code is EvidenceCode.SessionUnanswered or EvidenceCode.ShareIdentitiesUnanswered);
        Assert.Equal(5, server.Connections); // one for both, for SMB1, and for each of the names
    }

    /// <summary>Each name is answered where it comes first on a connection, whether the server refuses others by name or for want of room.</summary>
    [Theory]
    [InlineData(0xC00000D0, "")] // STATUS_REQUEST_NOT_ACCEPTED
    [InlineData(0xC0000022, "")] // STATUS_ACCESS_DENIED
    [InlineData(0xC00000D0, "Guest")]
    [InlineData(0xC0000022, "Gast")]
    public async Task A_server_that_allows_one_logon_per_connection_answers_for_each_name(uint status, string accepted)
    {
        ScriptedShares scripted = new()
        {
            Folders = { ["Praxis"] = new(ScriptedShares.Full) },
            Refuse = asked => !asked.HasName ? asked is { Command: Smb2Command.TreeConnect, Path: "Praxis", User: "" } ? NtStatus.AccessDenied.Value : null
                : asked.Session > 1 ? status
                : asked.User.Length > 0 && asked.User != accepted ? NtStatus.LogonFailure.Value : null,
        };
        using FakeServer server = new(scripted.ServeAsync);

        ShareReachability seen = await ExamineAsync(server);

        SmbSessionResult guest = accepted.Length > 0 ? SmbSessionResult.Guest : SmbSessionResult.Refused;
        Assert.Equal((SmbSessionResult.Null, guest), (seen.AnonymousSession, seen.GuestSession));
        Assert.Equal((ShareAccess.None, accepted.Length > 0 ? ShareAccess.Write : ShareAccess.None), (seen.Shares[0].AnonymousAccess, seen.Shares[0].GuestAccess));
        Assert.DoesNotContain(seen.Reasons, reason => reason.Code is EvidenceCode.SessionUnanswered or EvidenceCode.ShareIdentitiesUnanswered);
        Assert.InRange(scripted.Asked.Where(asked => asked.HasName && asked.User.Length > 0).GroupBy(asked => asked.User).Max(tries => tries.Count()), 1, 3);
    }

    [Fact]
    public async Task A_user_refused_by_name_is_not_tried_again()
    {
        RecordedServer recorded = new() { Interfere = RefuseTheGuest };
        using FakeServer server = new(recorded.ServeAsync);

        ShareReachability seen = await ExamineAsync(server);

        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Refused), (seen.AnonymousSession, seen.GuestSession));
        Assert.Equal((ShareAccess.Write, ShareAccess.None), (seen.Shares[0].AnonymousAccess, seen.Shares[0].GuestAccess));
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData(1)] // the guest's logon
    [InlineData(3)] // his IPC$
    [InlineData(6)] // his list
    [InlineData(9)] // his shares
    [InlineData(13)] // their roots
    public async Task A_disconnect_during_the_second_session_affects_neither_result(int number)
    {
        RecordedServer recorded = new()
        {
            Interfere = (connection, at, answers) =>
            {
                bool isIt = at == number && SessionOf(answers) == Second;
                if (isIt)
                {
                    connection.Reset();
                }

                return Task.FromResult(isIt);
            },
        };
        using FakeServer server = new(recorded.ServeAsync);

        ShareReachability seen = await ExamineAsync(server);

        AssertIsTheRecordedServer(seen);
        Assert.Contains(seen.Reasons, reason => reason.Code == EvidenceCode.SharePartEnded && reason.Get<string>("part") == "null session and guest on one connection");
    }

    /// <summary>One of the further names gets no answer, so that all of the connection is in doubt, and no other connection is to be had.</summary>
    [Fact]
    public async Task What_a_shared_connection_refused_before_it_broke_does_not_count()
    {
        using FakeServer server = new(new ScriptedShares
        {
            Folders = { ["Praxis"] = new(ScriptedShares.Full), ["Formulare"] = new(ScriptedShares.ReadOnly) },
            Refuse = asked => asked is { Command: Smb2Command.TreeConnect, Path: "Praxis" } ? NtStatus.AccessDenied.Value
                : asked is { Command: Smb2Command.Negotiate, Connection: > 1 } ? NtStatus.RequestNotAccepted.Value : null,
            Ignores = asked => asked is { User: "Gast", HasName: true },
        }.ServeAsync);

        ShareReachability seen = await ShareExaminer.ExamineAsync(
            "127.0.0.1", server.Port, new ShareExaminationOptions { Vantage = Vantage.Inside, StepTimeout = TimeSpan.FromSeconds(2) }, default);

        Assert.Equal(
            new[] { ("Praxis", ShareAccess.Undetermined, ShareAccess.Undetermined), ("Formulare", ShareAccess.Read, ShareAccess.Read), ("IPC$", ShareAccess.List, ShareAccess.List) },
            seen.Shares.Select(share => (share.Name, share.AnonymousAccess!.Value, share.GuestAccess!.Value)));
    }

    [Fact]
    public async Task A_share_that_is_refused_together_with_its_root_is_refused_only_where_it_is_alone_too()
    {
        using FakeServer server = new(new ScriptedShares
        {
            Folders = { ["Praxis"] = new(ScriptedShares.Full), ["Verwaltung"] = new(ScriptedShares.Full) },
            Refuse = asked => asked is { Command: Smb2Command.TreeConnect, Path: "Praxis", IsCompound: true } or { Command: Smb2Command.TreeConnect, Path: "Verwaltung" }
                ? NtStatus.AccessDenied.Value : null,
        }.ServeAsync);

        ShareReachability seen = await ExamineAsync(server);

        Assert.Equal(
            new[] { ("Praxis", ShareAccess.Write, ShareAccess.Write), ("Verwaltung", ShareAccess.None, ShareAccess.None) },
            seen.Shares.Take(2).Select(share => (share.Name, share.AnonymousAccess!.Value, share.GuestAccess!.Value)));
    }

    private static void AssertIsTheRecordedServer(ShareReachability seen)
    {
        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Guest), (seen.AnonymousSession, seen.GuestSession));
        Assert.Equal(
            new[]
            {
                ("Praxis", ShareAccess.Write, ShareAccess.Write), ("Formulare", ShareAccess.Read, ShareAccess.Read), ("Verwaltung", ShareAccess.None, ShareAccess.None),
                ("Scan$", ShareAccess.Write, ShareAccess.Write), ("IPC$", ShareAccess.List, ShareAccess.List),
            },
            seen.Shares.Select(share => (share.Name, share.AnonymousAccess!.Value, share.GuestAccess!.Value)));
    }

    private static Func<FakeConnection, int, byte[][], Task<bool>> RefuseTheSecond(int number, uint status) => async (connection, at, answers) =>
    {
        if (at != number || SessionOf(answers) < Second)
        {
            return false;
        }

        await connection.WriteFrameAsync(Smb2Answers.To(answers[0], new NtStatus(status)));
        return true;
    };

    /// <summary>With the last word of the logon, as a server does that knows neither the made-up user nor a guest.</summary>
    private static async Task<bool> RefuseTheGuest(FakeConnection connection, int number, byte[][] answers)
    {
        if (number != 2 || SessionOf(answers) < Second)
        {
            return false;
        }

        await connection.WriteFrameAsync(Smb2Answers.To(answers[0], NtStatus.LogonFailure));
        return true;
    }

    private static ulong SessionOf(byte[][] answers) => BinaryPrimitives.ReadUInt64LittleEndian(answers[0].AsSpan(40));

    private static Task<ShareReachability> ExamineAsync(FakeServer server) => ShareExaminer.ExamineAsync(
        "127.0.0.1", server.Port, new ShareExaminationOptions { Vantage = Vantage.Outside }, default);
}
