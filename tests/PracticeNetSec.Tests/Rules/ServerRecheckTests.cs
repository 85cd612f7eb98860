// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.FileServices;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Rules;

/// <summary>A finding about a server is resolved where what it was based on was observed again, and not where that question stayed open.</summary>
public sealed class ServerRecheckTests
{
    private const string Server = "192.168.1.10";
    private const string Address = "203.0.113.7";

    [Theory]
    [InlineData(PortState.Filtered, null, null, FileService.Rsync)] // silence
    [InlineData(PortState.Unreachable, null, null, FileService.Rsync)]
    [InlineData(PortState.Open, null, null, FileService.Rsync)] // connected, and no answer in time
    [InlineData(PortState.Open, true, null, FileService.Rsync)] // answers, and who is let in stayed open
    [InlineData(PortState.Open, true, null, FileService.Ftp)] // another question at the same port
    public void A_service_whose_question_stayed_open_is_not_resolved(PortState state, bool? answers, bool? open, FileService service)
    {
        ShareReachability after = Closed();
        after.FileServices = [new FileServiceResult { Service = service, Port = 873, State = state, Answers = answers, OpenToStrangers = open }];

        Assert.Equal(ChangeState.Undetermined, StateOf("service.open-to-strangers", Server + ":873", [Server, "873", "Rsync"], after));
    }

    [Fact]
    public void Clear_text_is_not_resolved_where_the_server_did_not_state_its_features()
    {
        ShareReachability after = Closed();
        after.FileServices = [new FileServiceResult { Service = FileService.Ftp, Port = 21, State = PortState.Open, Answers = true, Details = [EvidenceOf.FtpTlsUndetermined()] }];

        Assert.Equal(ChangeState.Undetermined, StateOf("service.ftp-clear-text", Server + ":21", [Server, "21", "Ftp"], after));
    }

    /// <summary>The sample did not reach its end: zero is no proof of absence.</summary>
    [Theory]
    [InlineData("share.folder-writable", "praxis", Server, "1")]
    [InlineData("share.writable", "praxis", Server)]
    [InlineData("share.patient-data-readable", "praxis", Server)]
    public void What_a_sample_found_is_not_resolved_by_one_that_was_cut_short(string rule, params string[] values)
    {
        ShareReachability after = Closed();
        after.Shares = [new SmbShare { Name = "praxis", Type = "Disk", AnonymousAccess = ShareAccess.Read, GuestAccess = ShareAccess.Read, IsCutShort = true }];

        Assert.Equal(ChangeState.Undetermined, StateOf(rule, $@"\\{Server}\praxis", values, after));
    }

    [Fact]
    public void What_an_account_may_do_is_not_resolved_by_a_check_without_the_account()
    {
        ShareReachability after = Closed();

        Assert.Null(after.Shares[0].CredentialAccess);
        Assert.Equal(ChangeState.Undetermined, StateOf("share.account-writes-patient-data", $@"\\{Server}\praxis", ["praxis", Server], after));
    }

    /// <summary>The null session was accepted; its list was refused for want of a pipe.</summary>
    [Fact]
    public void A_list_that_was_not_asked_to_the_end_is_not_resolved()
    {
        ShareReachability after = Closed();
        after.AnonymousSession = SmbSessionResult.Null;
        after.Shares = [new SmbShare { Name = "IPC$", Type = "Ipc", AnonymousAccess = ShareAccess.Undetermined, GuestAccess = ShareAccess.None }];

        Assert.Equal(ChangeState.Undetermined, StateOf("share.null-session-lists", Server + ":445", [Server, "445"], after));
    }

    [Fact]
    public void An_unknown_build_does_not_resolve_the_end_of_support()
    {
        ShareReachability after = Closed();
        after.OsSupport = new OsSupport { Status = SupportStatus.Unknown };

        Assert.Equal(ChangeState.Undetermined, StateOf("share.windows-end-of-support", Server + ":445", [Server, "10.0.14393", "2026-01-01"], after));
    }

    /// <summary>Port 445 was refused before as well: the share was reached by another port, of which nothing is known now.</summary>
    [Theory]
    [InlineData("share.writable", @"\\" + Address + @"\praxis", "praxis", Address)]
    [InlineData("share.smb-from-internet", Address + ":8445", Address, "8445")]
    [InlineData("share.smb-from-internet", Address + ":139", Address, "139")]
    public void A_share_behind_another_port_is_not_resolved_by_the_refusal_of_445(string rule, string target, params string[] values)
    {
        RouterExposure after = new()
        {
            PracticeId = "A",
            ComputerName = Address,
            WanAddress = Address,
            Vantage = Vantage.Outside,
            ProvenPorts = PortList.Default.ToArray(),
            Sources = [new SourceReport { Source = "SNMP", Failed = true }],
            Ports = PortList.Default.Where(port => port != 8445).Select(port => new PortResult
            {
                Address = Address,
                Port = port,
                State = port == 443 ? PortState.Open : port == 139 ? PortState.Filtered : PortState.Closed,
                HostAnsweredAt = DateTimeOffset.UnixEpoch,
            }).ToArray(),
        };

        Assert.Equal(ChangeState.Undetermined, StateOf(rule, target, values, null, after.Assessed()));
    }

    private static ShareReachability Closed() => new()
    {
        PracticeId = "A",
        ComputerName = Server,
        Port = 445,
        State = PortState.Open,
        Vantage = Vantage.Inside,
        Dialects = ["3.1.1"],
        AnonymousSession = SmbSessionResult.Refused,
        GuestSession = SmbSessionResult.Refused,
        Shares = [new SmbShare { Name = "praxis", Type = "Disk", AnonymousAccess = ShareAccess.None, GuestAccess = ShareAccess.None }],
    };

    private static ChangeState StateOf(string rule, string target, string[] values, ShareReachability? server, RouterExposure? router = null)
    {
        Finding finding = new() { RuleId = rule, Target = target, Title = rule, Values = values };
        ExposureSnapshot before = SnapshotSamples.Of("A", 0, Verdict.Exposed);
        before.Findings = [SnapshotFinding.From(finding, [Address])];
        ExposureSnapshot after = ExposureSnapshot.From(router, server is null ? [] : [server]);
        after.PracticeId = "A";
        return SnapshotComparison.Compare([before], [after]).Single(change => change.RuleId == rule).State;
    }
}
