// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using System.Net;
using PracticeNetSec.Assessment;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

public class ShareAssessorTests
{
    [Theory]
    [InlineData(Vantage.Outside, ShareAccess.Write, Verdict.Exposed)]
    [InlineData(Vantage.Outside, ShareAccess.Read, Verdict.Exposed)]
    [InlineData(Vantage.Outside, ShareAccess.List, Verdict.Exposed)]
    [InlineData(Vantage.Outside, ShareAccess.None, Verdict.AtRisk)] // SMB itself lies open
    [InlineData(Vantage.Undetermined, ShareAccess.Write, Verdict.Exposed)]
    [InlineData(Vantage.Undetermined, ShareAccess.None, Verdict.NotExposed)]
    [InlineData(Vantage.Inside, ShareAccess.Write, Verdict.AtRisk)]
    [InlineData(Vantage.Inside, ShareAccess.None, Verdict.NotExposed)]
    [InlineData(Vantage.Inside, ShareAccess.Undetermined, Verdict.Undetermined)]
    public void The_verdict_weighs_rights_and_vantage(Vantage vantage, ShareAccess access, Verdict verdict) =>
        Assert.Equal(verdict, Assess(Server(vantage, Disk("Daten", access))).Verdict);

    [Theory]
    [InlineData(PortState.Closed, Vantage.Outside, true, Verdict.NotExposed)]
    [InlineData(PortState.Filtered, Vantage.Outside, true, Verdict.NotExposed)]
    [InlineData(PortState.Closed, Vantage.Outside, false, Verdict.Undetermined)]
    [InlineData(PortState.Filtered, Vantage.Outside, false, Verdict.Undetermined)]
    [InlineData(PortState.Unreachable, Vantage.Outside, true, Verdict.Undetermined)]
    [InlineData(PortState.Closed, Vantage.Inside, true, Verdict.Undetermined)]
    [InlineData(PortState.Filtered, Vantage.Undetermined, true, Verdict.Undetermined)]
    public void Without_a_connection_only_a_proven_view_from_outside_decides(PortState state, Vantage vantage, bool isProven, Verdict verdict)
    {
        ShareReachability seen = ShareAssessor.Expose(new ServerObservation { ComputerName = "server", Port = 445, State = state, Vantage = vantage, IsPortProven = isProven });

        Assert.Equal(verdict, seen.Verdict);
        Assert.Single(seen.Reasons);
    }

    [Theory]
    [InlineData(Vantage.Outside, ShareAccess.None, false)]
    [InlineData(Vantage.Inside, ShareAccess.None, false)]
    [InlineData(Vantage.Outside, ShareAccess.Undetermined, null)] // the verdict is AtRisk, because SMB answers
    [InlineData(Vantage.Inside, ShareAccess.Undetermined, null)]
    [InlineData(Vantage.Outside, ShareAccess.List, true)]
    public void Unknown_unauthenticated_access_is_neither_true_nor_false(Vantage vantage, ShareAccess access, bool? decided) =>
        Assert.Equal(decided, Assess(Server(vantage, Disk("Daten", access))).AllowsUnauthenticatedRead());

    [Fact]
    public void Another_open_service_leaves_the_check_of_the_shares_unresolved()
    {
        ShareReachability seen = Server(Vantage.Inside, Disk("Daten", ShareAccess.Undetermined));
        seen.FileServices = new[] { new FileServiceResult { Service = FileService.Rsync, Port = 873, Answers = true, OpenToStrangers = true } };

        seen = Assess(seen);
        Assert.Equal(Verdict.AtRisk, seen.Verdict);
        Assert.Null(seen.AllowsUnauthenticatedRead());
    }

    [Fact]
    public void An_incomplete_inspection_is_never_not_exposed()
    {
        ShareReachability seen = Server(Vantage.Inside, Disk("Daten", ShareAccess.None));
        seen = seen.Assessed(complete: false);

        Assert.Equal(Verdict.Undetermined, seen.Verdict);
    }

    [Fact]
    public void A_server_that_refuses_unauthenticated_users_is_not_exposed_from_inside()
    {
        ShareReachability seen = Server(Vantage.Inside);
        seen.AnonymousSession = seen.GuestSession = SmbSessionResult.Refused;

        Assert.Equal(Verdict.NotExposed, Assess(seen).Verdict);
    }

    [Fact]
    public void A_server_with_SMB1_alone_is_undetermined()
    {
        ShareReachability seen = Server(Vantage.Inside);
        seen.Dialects = new[] { "NT LM 0.12" };
        seen.Smb1 = true;

        seen = Assess(seen);
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
        Assert.Contains("share.smb1", seen.Findings.Select(finding => finding.RuleId));
    }

    [Theory]
    [InlineData("192.168.2.10", Vantage.Inside)]
    [InlineData("10.1.2.3", Vantage.Inside)]
    [InlineData("172.31.0.1", Vantage.Inside)]
    [InlineData("172.32.0.1", Vantage.Undetermined)]
    [InlineData("100.64.0.1", Vantage.Inside)]
    [InlineData("169.254.9.9", Vantage.Inside)]
    [InlineData("127.0.0.1", Vantage.Inside)]
    [InlineData("::1", Vantage.Inside)]
    [InlineData("fe80::1", Vantage.Inside)]
    [InlineData("fd00::1", Vantage.Inside)]
    [InlineData("::ffff:192.168.2.10", Vantage.Inside)]
    [InlineData("2001:db8::1", Vantage.Undetermined)]
    [InlineData("203.0.113.1", Vantage.Undetermined)]
    public void A_private_target_address_implies_the_inside_vantage_point(string address, Vantage vantage) =>
        Assert.Equal(vantage, ShareAssessor.EffectiveVantage(Vantage.Undetermined, IPAddress.Parse(address)));

    [Fact]
    public void The_vantage_point_stated_by_the_caller_takes_precedence() =>
        Assert.Equal(Vantage.Outside, ShareAssessor.EffectiveVantage(Vantage.Outside, IPAddress.Parse("192.168.2.10")));

    [Theory]
    [InlineData(ShareAccess.Write, Confidence.High, "share.patient-data-writable")]
    [InlineData(ShareAccess.Read, Confidence.Medium, "share.patient-data-readable")]
    [InlineData(ShareAccess.List, Confidence.High, "share.patient-data-listed")]
    [InlineData(ShareAccess.Write, Confidence.Low, "share.writable")]
    [InlineData(ShareAccess.Read, Confidence.Low, "share.readable")]
    [InlineData(ShareAccess.List, Confidence.Low, "share.listed")]
    public void A_share_gets_the_finding_of_its_right_and_its_names(ShareAccess access, Confidence confidence, string rule)
    {
        string category = PatientDataCatalog.Shipped.Kinds.First(
            kind => kind.Confidence == confidence && kind.Subject == DataSubject.Patients).Category["en"];
        SmbShare share = Disk("Daten", access);
        share.PatientData = new[] { new PatientDataCount { Category = category, Confidence = confidence, Count = 3 } };

        Finding finding = Assess(Server(Vantage.Outside, share)).Findings[0];

        Assert.Equal((rule, @"\\server\Daten"), (finding.RuleId, finding.Target));
        Assert.Equal(new[] { "Daten", "server" }, finding.Values);
        Assert.Contains(EvidenceOf.NamesCounted(category, 3, confidence), finding.Evidence);
    }

    [Fact]
    public void Staff_data_is_not_reported_as_patient_data()
    {
        SmbShare share = Disk("Daten", ShareAccess.Read);
        share.PatientData = new[] { new PatientDataCount { Category = "staff data", Confidence = Confidence.Medium, Count = 1 } };

        Assert.Equal("share.readable", Assess(Server(Vantage.Outside, share)).Findings[0].RuleId);
    }

    [Fact]
    public void A_closed_share_a_printer_and_the_pipe_are_no_findings() => Assert.DoesNotContain(
        Assess(Server(
            Vantage.Inside,
            Disk("Daten", ShareAccess.None),
            new SmbShare { Name = "Laser", Type = "Printer", AnonymousAccess = ShareAccess.Undetermined, GuestAccess = ShareAccess.Undetermined },
            new SmbShare { Name = "IPC$", Type = "Ipc", AnonymousAccess = ShareAccess.None, GuestAccess = ShareAccess.None })).Findings,
        finding => finding.Target.StartsWith('\\'));

    [Fact]
    public void Every_rule_has_texts_in_both_languages_with_placeholders_that_its_values_fill() => Assert.All(
        FindingRule.Catalog.Values.Where(rule => rule.Id.StartsWith("share.", StringComparison.Ordinal) || rule.Id.StartsWith("service.", StringComparison.Ordinal)),
        rule =>
        {
            foreach (string language in new[] { "en", "de" })
            {
                foreach (string text in new[] { rule.Title[language], rule.Meaning[language], rule.Remediation[language] })
                {
                    string filled = rule.Fill(new System.Collections.Generic.Dictionary<string, string> { ["en"] = text }, "en", new[] { "{Daten}", "server", "3" });
                    Assert.DoesNotMatch(@"\{[a-z]+\}", filled);
                }
            }

            Assert.Contains(rule.References, reference => reference.StartsWith("KBV A", StringComparison.Ordinal));
            Assert.Contains(rule.References, reference => reference.StartsWith("GDPR Art. 32", StringComparison.Ordinal));
        });

    [Fact]
    public void A_writable_folder_below_a_protected_root_has_its_own_finding()
    {
        SmbShare share = Disk("Daten", ShareAccess.Write);
        share.FoldersWritable = 2;

        Finding finding = Assert.Single(Assess(Server(Vantage.Outside, share)).Findings, finding => finding.RuleId == "share.folder-writable");

        Assert.Equal(["Daten", "server", "2"], finding.Values);
    }

    [Fact]
    public void Access_of_an_employee_is_not_unauthenticated_access()
    {
        SmbShare share = Disk("Daten", ShareAccess.None);
        share.CredentialAccess = ShareAccess.Write;
        share.PatientData = new[] { new PatientDataCount { Category = "billing (KVDT)", Confidence = Confidence.High, Count = 3 } };
        ShareReachability seen = Assess(Server(Vantage.Inside, share));

        Assert.Equal(Verdict.NotExposed, seen.Verdict);
        Assert.False(seen.IsReadableUnauthenticated);
        Assert.Equal(Severity.Low, Assert.Single(seen.Findings, finding => finding.RuleId == "share.account-writes-patient-data").Severity);
    }

    [Theory]
    [InlineData("6.1.7601", true)]
    [InlineData("6.1.0", false)] // Samba
    [InlineData("10.0.14393", false)] // Server 2016 is mended, Windows 10 1607 is not
    [InlineData("10.0.20348", false)]
    public void Only_a_Windows_out_of_support_is_a_finding(string build, bool found)
    {
        ShareReachability seen = Server(Vantage.Inside);
        seen.OsBuild = build;
        seen.OsSupport = WindowsLifecycle.Shipped.Judge(build, null, new DateTime(2026, 11, 24));

        Assert.Equal(found, Assess(seen).Findings.Any(finding => finding.RuleId == "share.windows-end-of-support"));
    }

    [Fact]
    public void A_build_that_the_dialect_contradicts_is_no_Windows_out_of_support()
    {
        ShareReachability seen = Server(Vantage.Inside);
        (seen.OsBuild, seen.ChosenDialect) = ("6.1.7600", "3.0.2");
        seen.OsSupport = WindowsLifecycle.Shipped.Judge(seen.OsBuild, seen.ChosenDialect, new DateTime(2026, 11, 24));

        ShareReachability assessed = Assess(seen);

        Assert.DoesNotContain(assessed.Findings, finding => finding.RuleId == "share.windows-end-of-support");
        Assert.Contains(EvidenceOf.ShareBuildContradicted("6.1.7600", "3.0.2"), assessed.Reasons);
        Assert.Equal(Assess(Server(Vantage.Inside)).Verdict, assessed.Verdict);
    }

    [Theory]
    [InlineData("2026-11-24", "10.0.14393", "2027-01-12", 49)] // Server 2016
    [InlineData("2026-07-17", "10.0.14393", "2027-01-12", 179)]
    [InlineData("2026-07-15", "10.0.14393", null, 0)]
    [InlineData("2026-11-24", "10.0.20348", null, 0)]
    [InlineData("2026-11-24", "6.1.7601", null, 0)] // A finding already
    public void A_support_that_ends_within_180_days_is_mentioned_and_changes_no_verdict(string day, string build, string? end, int days)
    {
        DateTime today = DateTime.Parse(day, CultureInfo.InvariantCulture);
        ShareReachability seen = Server(Vantage.Inside);
        seen.OsBuild = build;
        seen.OsSupport = WindowsLifecycle.Shipped.Judge(build, null, today);
        seen.EndedAt = new DateTimeOffset(today, TimeSpan.Zero);

        ShareReachability assessed = Assess(seen);

        Assert.Equal(end is not null, assessed.Reasons.Any(reason => reason.Code == EvidenceCode.ShareSupportEnds));
        Assert.True(end is null || assessed.Reasons.Contains(EvidenceOf.ShareSupportEnds(build, end, days)));
        Assert.Equal(Assess(Server(Vantage.Inside)).Verdict, assessed.Verdict);
    }

    [Fact]
    public void An_account_mapped_to_guest_is_a_finding()
    {
        ShareReachability seen = Server(Vantage.Inside);
        seen.CredentialSession = SmbSessionResult.Guest;

        Assert.Contains(Assess(seen).Findings, finding => finding.RuleId == "share.account-mapped-to-guest");
    }

    [Theory]
    [InlineData(Vantage.Outside, true, Verdict.Exposed)]
    [InlineData(Vantage.Inside, true, Verdict.AtRisk)]
    [InlineData(Vantage.Outside, null, Verdict.AtRisk)]
    [InlineData(Vantage.Inside, null, Verdict.Undetermined)] // as without the service
    public void Another_file_service_can_make_it_worse(Vantage vantage, bool? open, Verdict verdict)
    {
        ShareReachability seen = Assess(new ShareReachability
        {
            ComputerName = "server",
            Port = 445,
            State = PortState.Closed,
            Vantage = vantage,
            FileServices = new[] { new FileServiceResult { Service = FileService.Rsync, Port = 873, State = PortState.Open, Answers = true, OpenToStrangers = open } },
        });

        Assert.Equal(verdict, seen.Verdict);
        Assert.Equal(open == true, seen.Findings.Any(finding => finding.RuleId == "service.open-to-strangers"));
        Assert.Equal(vantage == Vantage.Outside, seen.Findings.Any(finding => finding.RuleId == "service.from-internet"));
    }

    private static ShareReachability Assess(ShareReachability seen)
    {
        return seen.Assessed();
    }

    private static ShareReachability Server(Vantage vantage, params SmbShare[] shares) => new()
    {
        ComputerName = "server",
        Port = 445,
        State = PortState.Open,
        Vantage = vantage,
        Dialects = new[] { "3.1.1" },
        Smb1 = false,
        SigningRequired = true,
        AnonymousSession = SmbSessionResult.Refused,
        GuestSession = SmbSessionResult.Guest,
        Shares = shares,
    };

    private static SmbShare Disk(string name, ShareAccess guest) => new()
    {
        Name = name,
        Type = "Disk",
        AnonymousAccess = ShareAccess.None,
        GuestAccess = guest,
        Reasons = new[] { EvidenceOf.RightsOfSession(ShareSessionKind.Guest, new[] { EvidenceOf.RightsMasks("0x001F01FF", "0x001F01FF", "FILE_READ_DATA") }) },
    };
}
