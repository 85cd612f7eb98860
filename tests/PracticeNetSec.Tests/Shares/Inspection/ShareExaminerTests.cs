// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Whole examinations of the recorded server.</summary>
public class ShareExaminerTests
{
    [Fact]
    public async Task The_result_has_every_property_of_the_server()
    {
        ShareReachability seen = await ExamineAsync(Vantage.Outside);

        Assert.Equal(PortState.Open, seen.State);
        Assert.Equal(new[] { "3.1.1", "3.0.2", "3.0", "2.1", "NT LM 0.12" }, seen.Dialects);
        Assert.Equal("3.1.1", seen.ChosenDialect);
        Assert.Equal(SupportStatus.Unknown, seen.OsSupport!.Status);
        Assert.True(seen.Smb1);
        Assert.False(seen.SigningRequired);
        Assert.Equal("PRAXIS-SRV", seen.ServerName);
        Assert.Equal("6.1.0", seen.OsBuild);
        Assert.Equal(SmbSessionResult.Null, seen.AnonymousSession);
        Assert.Equal(SmbSessionResult.Guest, seen.GuestSession);
        Assert.Equal(SmbSessionResult.Undetermined, seen.CredentialSession);
        Assert.True(seen.EndedAt >= seen.StartedAt);
    }

    [Fact]
    public async Task Without_ProbeDialects_only_the_negotiated_dialect_and_SMB1_are_probed()
    {
        using FakeServer server = new(new RecordedServer().ServeAsync);
        ShareExaminationOptions options = Options(Vantage.Outside);
        options.ProbeDialects = false;

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, options, default);

        Assert.Equal(new[] { "3.1.1", "NT LM 0.12" }, seen.Dialects);
        Assert.Equal("3.1.1", seen.ChosenDialect);
    }

    [Fact]
    public async Task Each_share_has_its_rights_by_both_masks()
    {
        ShareReachability seen = await ExamineAsync(Vantage.Outside);

        Assert.Equal(
            new (string, string, ShareAccess, ShareAccess, uint?, uint?)[]
            {
                ("Praxis", "Disk", ShareAccess.Write, ShareAccess.Write, 0x001F01FF, 0x001F01FF),
                ("Formulare", "Disk", ShareAccess.Read, ShareAccess.Read, 0x001F00A9, 0x001200A9),
                ("Verwaltung", "Disk", ShareAccess.None, ShareAccess.None, null, null),
                ("Scan$", "Disk", ShareAccess.Write, ShareAccess.Write, 0x001F01FF, 0x001F01FF),
                ("IPC$", "Ipc", ShareAccess.List, ShareAccess.List, null, null),
            },
            seen.Shares.Select(share => (
                share.Name, share.Type, share.AnonymousAccess!.Value, share.GuestAccess!.Value, share.ShareMask, share.RootMask)));
        Assert.Equal("Öffentlicher Scanordner", seen.Shares[3].Comment);
        Assert.Contains(EvidenceOf.RightsShareRefused("STATUS_ACCESS_DENIED"), seen.Shares[2].Reasons.SelectMany(reason => reason.StatedWithParts()));
    }

    [Fact]
    public async Task Patient_data_are_counted_and_never_named()
    {
        ShareReachability seen = await ExamineAsync(Vantage.Outside);

        Assert.Equal(
            new[]
            {
                ("billing (KVDT)", 1),
                ("practice export (BDT)", 1),
                ("medical images (DICOM)", 1), // in the folder below
                ("patient folders", 1),
                ("letters and findings", 1),
            }.OrderBy(count => count.Item1, StringComparer.Ordinal),
            seen.Shares[0].PatientData.Select(count => (count.Category, count.Count)).OrderBy(count => count.Category, StringComparer.Ordinal));
        Assert.Empty(seen.Shares[1].PatientData);

        string everything = JsonConvert.SerializeObject(seen);
        Assert.All(
            new[] { "Mustermann", "Z01_", "export.bdt", "thorax", "Röntgen", "Vorlagen", "Dienstplan" },
            name => Assert.DoesNotContain(name, everything, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task From_outside_the_writable_patient_share_is_the_most_severe_finding()
    {
        ShareReachability seen = await ExamineAsync(Vantage.Outside);

        Assert.Equal(Verdict.Exposed, seen.Verdict);
        Finding gravest = seen.Findings.OrderByDescending(finding => finding.Severity).First();
        Assert.Equal(("share.patient-data-writable", Severity.Critical), (gravest.RuleId, gravest.Severity));
        Assert.Equal(@"\\127.0.0.1\Praxis", gravest.Target);
        Assert.Contains(seen.Findings, finding => finding.RuleId == "share.smb-from-internet");
        Assert.Contains(EvidenceOf.ShareOpen("Praxis", ShareAccess.Write), seen.Reasons);
    }

    [Fact]
    public async Task From_a_loopback_address_rights_are_determined_and_exposure_is_not()
    {
        ShareReachability seen = await ExamineAsync(Vantage.Undetermined);

        Assert.Equal(Vantage.Inside, seen.Vantage);
        Assert.Equal(Verdict.AtRisk, seen.Verdict);
        Assert.All(seen.Findings, finding => Assert.True(finding.Severity <= Severity.High));
        Assert.DoesNotContain(seen.Findings, finding => finding.RuleId == "share.smb-from-internet");
    }

    [Fact]
    public async Task The_result_survives_JSON()
    {
        ShareReachability seen = await ExamineAsync(Vantage.Outside);
        ShareReachability again = JsonConvert.DeserializeObject<ShareReachability>(JsonConvert.SerializeObject(seen))!;

        Assert.Equal(JsonConvert.SerializeObject(seen), JsonConvert.SerializeObject(again));
    }

    [Theory]
    [InlineData(Vantage.Outside, true, Verdict.NotExposed)]
    [InlineData(Vantage.Outside, false, Verdict.Undetermined)]
    [InlineData(Vantage.Inside, true, Verdict.Undetermined)]
    [InlineData(Vantage.Undetermined, true, Verdict.Undetermined)]
    public async Task A_closed_port_exposes_nothing_if_that_is_proven_from_outside(Vantage vantage, bool isProven, Verdict verdict)
    {
        using FakeServer server = new(_ => Task.CompletedTask);
        int port = server.Port;
        server.Dispose();
        ShareExaminationOptions options = Options(vantage);
        options.IsPortProven = isProven;

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", port, options, default);

        Assert.Equal((PortState.Closed, verdict), (seen.State, seen.Verdict));
        Assert.NotEmpty(seen.Reasons);
        Assert.Empty(seen.Findings);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_a_result()
    {
        ShareReachability seen = await ShareExaminer.ExamineAsync("no-such-host.invalid", 445, Options(Vantage.Outside), default);

        Assert.Null(seen.State);
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
        Assert.Equal(EvidenceOf.InputNameNotResolved("no-such-host.invalid"), Assert.Single(seen.Reasons));
    }

    [Theory]
    [InlineData("127.0.0.1", 0)]
    [InlineData("127.0.0.1", 70000)]
    [InlineData(" ", 445)]
    public async Task Invalid_input_is_an_exception(string name, int port) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ShareExaminer.ExamineAsync(name, port, Options(Vantage.Outside), default));

    [Fact]
    public async Task Cancellation_ends_the_examination_at_once()
    {
        using FakeServer server = new(connection => connection.SilenceAsync());
        using CancellationTokenSource caller = new();
        Task<ShareReachability> examination = ShareExaminer.ExamineAsync(
            "127.0.0.1", server.Port, new ShareExaminationOptions { StepTimeout = TimeSpan.FromMinutes(1) }, caller.Token);
        await caller.CancelAsync();

        Task ended = await Task.WhenAny(examination, Task.Delay(TimeSpan.FromSeconds(5)));

        Assert.Same(examination, ended);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => examination);
    }

    internal static ShareExaminationOptions Options(Vantage vantage) => new()
    {
        Vantage = vantage,
        ProbeDialects = true,
        StepTimeout = TimeSpan.FromSeconds(10),
        TotalTimeout = TimeSpan.FromSeconds(30),
    };

    private static async Task<ShareReachability> ExamineAsync(Vantage vantage)
    {
        using FakeServer server = new(new RecordedServer().ServeAsync);
        return await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, Options(vantage), default);
    }
}
