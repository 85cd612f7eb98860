// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.FileServices;

/// <summary>A service that was to be queried and came to no decision holds back the all-clear of a server whose shares are closed.</summary>
public sealed class UnresolvedServiceTests
{
    [Theory]
    [InlineData(FileService.Rsync, "")] // silence
    [InlineData(FileService.FtpAnonymous, "")]
    [InlineData(FileService.Nfs, "")]
    [InlineData(FileService.Afp, "")]
    [InlineData(FileService.Dicom, "")]
    [InlineData(FileService.WebDav, "")]
    [InlineData(FileService.Rsync, "@RSYNCD: 31.0\n")] // and no list
    [InlineData(FileService.FtpAnonymous, "421 Too many connections\r\n")]
    [InlineData(FileService.Ftp, "220 ready\r\n502 no\r\n")]
    public async Task A_service_without_a_decision_is_Undetermined_with_what_decides(FileService service, string says)
    {
        using ScriptedService server = Says(says);

        ShareReachability seen = await ExamineAsync(service, server.Port);

        Assert.Equal(Verdict.Undetermined, seen.Verdict);
        Evidence reason = Assert.Single(seen.Reasons, reason => reason.Code == EvidenceCode.ServiceUndetermined);
        Assert.Contains($"{server.Port}", reason.Text, StringComparison.Ordinal);
        Assert.False(seen.AllowsUnauthenticatedRead()); // which is about the shares
    }

    [Fact]
    public async Task A_malformed_answer_is_no_decision()
    {
        using ScriptedService server = Says("@RSYNCD: 31.0\n" + new string('x', 70_000) + "\n");

        Assert.Equal(Verdict.Undetermined, (await ExamineAsync(FileService.Rsync, server.Port)).Verdict);
    }

    [Fact]
    public async Task A_module_that_was_not_answered_is_no_decision()
    {
        using ScriptedService server = Rsync("backup         \t\n", "");

        ShareReachability seen = await ExamineAsync(FileService.Rsync, server.Port);

        Assert.Equal(Verdict.Undetermined, seen.Verdict);
        Assert.Contains(seen.Reasons.SelectMany(reason => reason.StatedWithParts()), part => part.Code == EvidenceCode.RsyncModuleUndetermined);
    }

    [Theory]
    [InlineData("@ERROR: max connections (2) reached -- try again later\n", Verdict.Undetermined)]
    [InlineData("@ERROR: chdir failed\n", Verdict.Undetermined)]
    [InlineData("@RSYNCD: EXIT\n", Verdict.Undetermined)]
    [InlineData("@ERROR: access denied to backup from UNDETERMINED (127.0.0.1)\n", Verdict.NotExposed)]
    [InlineData("@ERROR: Unknown module 'backup'\n", Verdict.NotExposed)]
    public async Task An_rsync_error_that_is_not_about_the_address_or_the_name_is_no_refusal(string answer, Verdict verdict)
    {
        using ScriptedService server = Rsync("backup         \t\n", answer);

        ShareReachability seen = await ExamineAsync(FileService.Rsync, server.Port);

        Assert.Equal(verdict, seen.Verdict);
        Assert.Equal(verdict == Verdict.Undetermined, seen.Reasons.SelectMany(reason => reason.StatedWithParts()).Any(part => part.Code == EvidenceCode.RsyncModuleUndetermined));
    }

    [Fact]
    public async Task An_error_in_place_of_the_list_of_modules_is_not_an_empty_list()
    {
        using ScriptedService server = Says("@RSYNCD: 31.0\n@ERROR: max connections (2) reached -- try again later\n");

        ShareReachability seen = await ExamineAsync(FileService.Rsync, server.Port);

        Assert.Equal(Verdict.Undetermined, seen.Verdict);
        Assert.Single(seen.Reasons, reason => reason.Code == EvidenceCode.ServiceUndetermined);
    }

    [Fact]
    public async Task Modules_that_all_ask_for_a_password_are_a_decision_like_a_closed_port_and_another_protocol()
    {
        using ScriptedService passwords = Rsync("backup         \t\n", "@RSYNCD: AUTHREQD iKCPvpjEN1\n");
        using ScriptedService other = Says("SSH-2.0-OpenSSH_9.2\r\n");
        using TcpListener closed = new(IPAddress.Loopback, 0);
        closed.Start();
        int port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        Assert.Equal(Verdict.NotExposed, (await ExamineAsync(FileService.Rsync, passwords.Port)).Verdict);
        Assert.Equal(Verdict.NotExposed, (await ExamineAsync(FileService.Rsync, other.Port)).Verdict);
        Assert.Equal(Verdict.NotExposed, (await ExamineAsync(FileService.Rsync, port)).Verdict);
    }

    [Theory]
    [InlineData(FileService.FtpAnonymous, 21, FileService.Ftp, 21)]
    [InlineData(FileService.Nfs, 111, FileService.Nfs, 2049)]
    public void What_another_query_of_the_same_service_decided_is_decided(FileService decided, int port, FileService open, int other)
    {
        FileServiceResult answer = new() { Service = decided, Port = port, State = PortState.Open, Answers = true, OpenToStrangers = false };
        FileServiceResult silent = new() { Service = open, Port = other, State = PortState.Open, Answers = true, Unresolved = EvidenceOf.ServiceNoDecision() };

        Assert.Empty(UnresolvedService.Reasons([answer, silent]));
        Assert.Single(UnresolvedService.Reasons([silent]));
    }

    /// <summary>The port of the shares is proven closed from outside: but for the service that the time limit cut, that is an all-clear.</summary>
    [Fact]
    public async Task A_service_that_the_limit_of_the_whole_server_cut_is_no_decision_and_the_others_count()
    {
        using ScriptedService silent = Says("");
        using ScriptedService other = Says("SSH-2.0-OpenSSH_9.2\r\n");
        using TcpListener closed = new(IPAddress.Loopback, 0);
        closed.Start();
        int port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        ShareExaminationOptions options = new()
        {
            Vantage = Vantage.Outside,
            IsPortProven = true,
            StepTimeout = TimeSpan.FromSeconds(20),
            TotalTimeout = TimeSpan.FromSeconds(3),
            Services = [FileService.Rsync, FileService.Afp],
            ServicePorts = service => [service == FileService.Rsync ? other.Port : silent.Port],
        };

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", port, options, default);

        Assert.Equal((PortState.Closed, Verdict.Undetermined), (seen.State, seen.Verdict));
        Assert.Equal([(FileService.Rsync, false), (FileService.Afp, null)], seen.FileServices.Select(service => (service.Service, service.Answers)));
        Assert.Single(seen.Reasons, reason => reason.Code == EvidenceCode.ServiceUndetermined);
        Assert.Contains(seen.Reasons, reason => reason.Code == EvidenceCode.ShareTimeout);
    }

    private static ScriptedService Says(string text) => new(async (stream, stop) =>
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), stop);
        await Task.Delay(Timeout.Infinite, stop);
    });

    private static ScriptedService Rsync(string list, string toModule) => new(async (stream, stop) =>
    {
        await stream.WriteAsync("@RSYNCD: 31.0\n"u8.ToArray(), stop);
        string asked = Encoding.UTF8.GetString(await ScriptedService.ReadAsync(stream, stop));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(asked.Contains("#list", StringComparison.Ordinal) ? list + "@RSYNCD: EXIT\n" : toModule), stop);
        await Task.Delay(Timeout.Infinite, stop);
    });

    /// <summary>PS3.8 section 9.3.4: only a permanent refusal of the calling title (1, 1, 3) is about the caller; section 9.3.8: an abort is about nothing.</summary>
    [Theory]
    [InlineData(1, 1, 3, Verdict.NotExposed)]
    [InlineData(2, 1, 3, Verdict.Undetermined)]
    [InlineData(1, 1, 7, Verdict.Undetermined)] // called AE title
    [InlineData(1, 1, 1, Verdict.Undetermined)] // no reason given
    [InlineData(2, 3, 1, Verdict.Undetermined)] // temporary congestion
    [InlineData(2, 3, 2, Verdict.Undetermined)] // local limit exceeded
    [InlineData(0, 0, 0, Verdict.Undetermined)] // A-ABORT
    public async Task DICOM_refuses_a_caller_only_where_it_names_him(byte result, byte source, byte reason, Verdict verdict)
    {
        using ScriptedService server = new(async (stream, stop) =>
        {
            await ScriptedService.ReadAsync(stream, stop);
            await stream.WriteAsync(new byte[] { (byte)(result == 0 ? 7 : 3), 0, 0, 0, 0, 4, 0, result, source, reason }, stop);
        });

        ShareReachability seen = await ExamineAsync(FileService.Dicom, server.Port);

        Assert.Equal((verdict, verdict == Verdict.NotExposed ? false : null), (seen.Verdict, seen.FileServices[0].OpenToStrangers));
        Assert.Equal(verdict == Verdict.Undetermined, seen.Reasons.SelectMany(part => part.StatedWithParts()).Any(part => part.Code is EvidenceCode.DicomRefused or EvidenceCode.DicomAborted));
    }

    /// <summary>A server that refuses every session, and a service beside it.</summary>
    private static async Task<ShareReachability> ExamineAsync(FileService service, int port)
    {
        using FakeServer server = new(new ScriptedShares { Refuse = asked => asked.Command == Smb2Command.SessionSetup ? NtStatus.LogonFailure.Value : null }.ServeAsync);
        return await ShareExaminer.ExamineAsync(
            "127.0.0.1",
            server.Port,
            new ShareExaminationOptions { Vantage = Vantage.Inside, StepTimeout = TimeSpan.FromMilliseconds(400), Services = [service], ServicePorts = _ => [port] },
            default);
    }
}
