// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.FileServices;
using PracticeNetSec.Findings;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Smb.Messages;

namespace PracticeNetSec.Shares;

/// <summary>
/// What is wrong with a server's shares, by the rules of <c>Data/rules-shares.json</c>. From inside the network nothing
/// weighs more than <see cref="Severity.High"/>: critical is what the Internet reaches.
/// </summary>
internal static class ShareFindings
{
    public static IEnumerable<Finding> Of(ShareReachability seen) => OfShares(seen).Concat(OfServer(seen)).Concat(OfServices(seen)).Select(finding =>
    {
        if (seen.Vantage == Vantage.Inside && finding.Severity > Severity.High)
        {
            finding.Severity = Severity.High;
        }

        return finding;
    });

    private static IEnumerable<Finding> OfShares(ShareReachability seen)
    {
        foreach (SmbShare share in seen.Shares.Where(share => share.Type == "Disk"))
        {
            string target = $@"\\{seen.ComputerName}\{share.Name}";
            string? rule = RuleFor(ShareJudge.Strongest(share), HoldsPatientData(share));
            if (rule is not null)
            {
                yield return FindingRule.Get(rule).Create(target, seen.EndedAt, Evidence(share), share.Name, seen.ComputerName);
            }

            if (share.FoldersWritable > 0)
            {
                yield return FindingRule.Get("share.folder-writable").Create(
                    target, seen.EndedAt, share.Reasons, share.Name, seen.ComputerName, share.FoldersWritable.ToString(CultureInfo.InvariantCulture));
            }

            if (ShareJudge.Strongest(share) < ShareAccess.Write && share.CredentialAccess == ShareAccess.Write && HoldsPatientData(share))
            {
                yield return FindingRule.Get("share.account-writes-patient-data").Create(target, seen.EndedAt, Evidence(share), share.Name, seen.ComputerName);
            }
        }
    }

    private static IEnumerable<Finding> OfServer(ShareReachability seen)
    {
        string target = seen.ComputerName + ":" + seen.Port.ToString(CultureInfo.InvariantCulture);
        Finding Found(string rule, params Evidence[] evidence) =>
            FindingRule.Get(rule).Create(target, seen.EndedAt, evidence, seen.ComputerName, seen.Port.ToString(CultureInfo.InvariantCulture));

        if (seen.Dialects.Length == 0)
        {
            yield break;
        }

        if (seen.Vantage == Vantage.Outside && seen.State is PortState.Open)
        {
            yield return Found("share.smb-from-internet", EvidenceOf.ServerSmbAnswers(string.Join(", ", seen.Dialects), seen.Port));
        }

        if (seen.Smb1 == true)
        {
            yield return Found("share.smb1", EvidenceOf.ServerSmb1Accepted());
        }

        if (seen.Shares.Any(share => share.Type == "Ipc" && share.AnonymousAccess == ShareAccess.List))
        {
            yield return Found("share.null-session-lists", EvidenceOf.ServerNullSessionLists(seen.Shares.Length));
        }

        if (seen.GuestSession is SmbSessionResult.Guest or SmbSessionResult.Null or SmbSessionResult.User)
        {
            yield return Found("share.guest-accepted", EvidenceOf.ServerUnknownUserAccepted(seen.GuestSession));
        }

        if (seen.CredentialSession is SmbSessionResult.Guest or SmbSessionResult.Null)
        {
            yield return Found("share.account-mapped-to-guest", EvidenceOf.ServerAccountMapped(seen.CredentialSession));
        }

        if (seen.OsSupport?.Status == SupportStatus.EndOfSupport)
        {
            yield return FindingRule.Get("share.windows-end-of-support").Create(
                target,
                seen.EndedAt,
                seen.OsSupport.Products.Select(product => EvidenceOf.Word(product)).Prepend(EvidenceOf.ServerBuild(seen.OsBuild ?? "")),
                seen.ComputerName,
                seen.OsBuild ?? "",
                seen.OsSupport.EndsOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
        }

        if (seen.SigningRequired == false)
        {
            yield return Found("share.signing-not-required", EvidenceOf.ServerSigningOptional());
        }

        if (seen.Dialects.All(dialect => dialect is "2.0.2" or "2.1" or Smb1Negotiate.Dialect))
        {
            yield return Found("share.no-encryption", EvidenceOf.ServerNewestDialect(seen.Dialects[0]));
        }
    }

    private static IEnumerable<Finding> OfServices(ShareReachability seen)
    {
        foreach (FileServiceResult service in seen.FileServices.Where(service => service.Answers == true))
        {
            string port = service.Port.ToString(CultureInfo.InvariantCulture);
            Evidence[] evidence = service.Details.Prepend(Answer(service)).ToArray();
            Finding Found(string rule) => FindingRule.Get(rule).Create(
                $"{seen.ComputerName}:{port}", seen.EndedAt, evidence, seen.ComputerName, port, service.Service.ToString());
            if (seen.Vantage == Vantage.Outside)
            {
                yield return Found("service.from-internet");
            }

            if (service.OpenToStrangers == true)
            {
                yield return Found("service.open-to-strangers");
            }

            if (service.Service is FileService.Ftp or FileService.FtpAnonymous && service.Details.Any(detail => detail.Code == EvidenceCode.FtpNoTls))
            {
                yield return Found("service.ftp-clear-text");
            }
        }
    }

    private static string? RuleFor(ShareAccess access, bool patientData) => (access, patientData) switch
    {
        (ShareAccess.Write, true) => "share.patient-data-writable",
        (ShareAccess.Write, false) => "share.writable",
        (ShareAccess.Read, true) => "share.patient-data-readable",
        (ShareAccess.Read, false) => "share.readable",
        (ShareAccess.List, true) => "share.patient-data-listed",
        (ShareAccess.List, false) => "share.listed",
        _ => null,
    };

    /// <summary>A weak sign, such as a folder called "Briefe", is evidence but no proof.</summary>
    private static bool HoldsPatientData(SmbShare share) => share.PatientData.Any(count =>
        count.Confidence >= Confidence.Medium && PatientDataCatalog.Shipped.Find(count.Category)?.Subject == DataSubject.Patients);

    private static IEnumerable<Evidence> Evidence(SmbShare share) => share.Reasons.Concat(share.PatientData.Select(count => count.IsMinimum
        ? EvidenceOf.NamesCountedAtLeast(count.Category, count.Count, count.Confidence)
        : EvidenceOf.NamesCounted(count.Category, count.Count, count.Confidence)));

    private static Evidence Answer(FileServiceResult service) => service.Banner.Length > 0
        ? EvidenceOf.ServiceBanner(service.Service, service.Port, service.Banner)
        : EvidenceOf.ServiceAnswers(service.Service, service.Port);
}
