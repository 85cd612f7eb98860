// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Shares;
using PracticeNetSec.Smb.Messages;

namespace PracticeNetSec.Assessment;

/// <summary>
/// The verdict on what was observed, and why.
/// </summary>
/// <remarks>
/// <para>An unauthenticated user who may list, read or write anything: <see cref="Verdict.Exposed"/>; from inside the network
/// <see cref="Verdict.AtRisk"/>, because from there rights can be measured, but not reachability from the Internet: one forward
/// would suffice.</para>
/// <para>No unauthenticated access, yet SMB answers from outside: <see cref="Verdict.AtRisk"/>, because passwords and patches
/// are the only protection left. From inside or an unknown vantage point: <see cref="Verdict.NotExposed"/> when every share was
/// inspected, otherwise <see cref="Verdict.Undetermined"/>.</para>
/// <para>No connection: closed or filtered from outside is <see cref="Verdict.NotExposed"/> for this port where an examination of the
/// router proved it; otherwise something on the way may be the cause, and from any other vantage point it proves nothing about the Internet. Unreachable never proves anything: the route or this machine may be faulty.</para>
/// </remarks>
internal static class ShareAssessor
{
    /// <summary>The vantage point as given; unknown becomes inside where the address cannot be reached from the Internet.</summary>
    public static Vantage EffectiveVantage(Vantage given, IPAddress address) =>
        given == Vantage.Undetermined && HostAddress.IsPrivate(address) ? Vantage.Inside : given;

    /// <summary>Assesses, and builds the outward object of it.</summary>
    public static ShareReachability Expose(ServerObservation seen) => ShareReachability.Of(seen, Assess(seen));

    /// <summary>Assesses; nothing is changed.</summary>
    public static ServerAssessment Assess(ServerObservation seen)
    {
        (Verdict ofShares, Evidence[] reasons) = Decide(seen);

        // Neither the effect of other services on the verdict nor SMB answering from outside shows whether a share is accessible.
        bool open = ofShares == Verdict.Undetermined || seen.PartFailed || (seen.Dialects.Count > 0 && Gaps(seen, Disks(seen)).Any());
        (Verdict Verdict, Evidence Reason)[] services = OfServices(seen).ToArray();
        Verdict verdict = Verdicts.Combine(services.Select(service => service.Verdict).Append(ofShares));
        Evidence[] unresolved = UnresolvedService.Reasons(seen.FileServices).ToArray();
        IEnumerable<Evidence> all = services.Select(service => service.Reason).Concat(unresolved).Concat(reasons).Concat(SystemNotes(seen)).Concat(seen.Notes);
        if (verdict == Verdict.NotExposed && (seen.PartFailed || seen.FileServices.Any(service => service.Failed)))
        {
            // What was not queried because of a local error may be open: missing data never clears a host.
            verdict = Verdict.Undetermined;
            all = all.Prepend(EvidenceOf.SharePartFailed());
        }
        else if (verdict == Verdict.NotExposed && unresolved.Length > 0)
        {
            verdict = Verdict.Undetermined;
        }

        return new ServerAssessment(verdict, CoverageOf(seen), ShareFindings.Of(seen).ToArray(), all.ToArray(), open);
    }

    /// <summary>What an account may do where guests may nothing, a stated build that the dialect contradicts, and a support that ends soon. None changes the verdict.</summary>
    private static IEnumerable<Evidence> SystemNotes(ServerObservation seen)
    {
        if (seen.Dialects.Count > 0 && seen.GuestSession == SmbSessionResult.Refused && !seen.CredentialGiven)
        {
            yield return EvidenceOf.ShareGuestOff();
        }

        if (WindowsLifecycle.Shipped.Contradicts(seen.OsBuild, seen.ChosenDialect))
        {
            yield return EvidenceOf.ShareBuildContradicted(seen.OsBuild ?? "", seen.ChosenDialect ?? "");
        }
        else if (seen.OsSupport?.DaysLeft(seen.EndedAt.Date) is int days and <= OsSupport.SoonDays)
        {
            yield return EvidenceOf.ShareSupportEnds(seen.OsBuild ?? "", seen.OsSupport.EndsOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", days);
        }
    }

    private static Coverage CoverageOf(ServerObservation seen) => new()
    {
        // From inside, the port shows nothing about the Internet.
        Ports = seen.Vantage == Vantage.Inside ? Array.Empty<PortCoverage>() : new[] { new PortCoverage { Port = seen.Port, State = StateOf(seen.State) } },
        Parts = seen.Dialects.Count == 0 ? Array.Empty<PartCoverage>() : Parts(seen).ToArray(),
    };

    private static PortCoverageState StateOf(PortState? state) => state switch
    {
        null => PortCoverageState.NotMeasured,
        PortState.Open or PortState.OpenReset => PortCoverageState.Answered,
        PortState.Closed or PortState.Filtered => PortCoverageState.Unconfirmed,
        _ => PortCoverageState.Unreachable,
    };

    private static IEnumerable<PartCoverage> Parts(ServerObservation seen)
    {
        string list = $@"\\{seen.ComputerName}";
        Evidence[] gaps = SessionGaps(seen).ToArray();
        yield return new PartCoverage
        {
            Name = list,
            Complete = gaps.Length == 0,
            Statement = gaps.Length == 0 ? EvidenceOf.CoverageSharesComplete(list, seen.Shares.Count) : EvidenceOf.CoverageSharesMissing(list, gaps),
        };
        foreach (SmbShare share in Disks(seen).Where(IsUnresolved))
        {
            yield return new PartCoverage { Name = $@"{list}\{share.Name}", Statement = Unresolved(share) };
        }
    }

    /// <summary>Another file service can make the verdict worse, never better: checks that SMB left unresolved stay unresolved.</summary>
    private static IEnumerable<(Verdict Verdict, Evidence Reason)> OfServices(ServerObservation seen) => seen.FileServices
        .Where(service => service.Answers == true && (service.OpenToStrangers == true || seen.Vantage == Vantage.Outside))
        .Select(service => service.OpenToStrangers == true
            ? (seen.Vantage == Vantage.Inside ? Verdict.AtRisk : Verdict.Exposed, EvidenceOf.ServiceWithoutPassword(service.Service, service.Port))
            : (Verdict.AtRisk, EvidenceOf.ServiceAnswersInternet(service.Service, service.Port)));

    private static SmbShare[] Disks(ServerObservation seen) => seen.Shares.Where(share => share.Type == "Disk").ToArray();

    /// <summary>A refusal of one kind of session says nothing about the other; a root that cannot be listed, nothing about what lies below.</summary>
    private static bool IsUnresolved(SmbShare share) => new[] { share.AnonymousAccess, share.GuestAccess }.Any(access => access is ShareAccess.Undetermined or ShareAccess.Connect);

    private static (Verdict Verdict, Evidence[] Reasons) Decide(ServerObservation seen)
    {
        if (seen.State is not (PortState.Open or PortState.OpenReset))
        {
            return OfNoConnection(seen);
        }

        if (seen.Dialects.Count == 0)
        {
            return (Verdict.Undetermined, new[]
            {
                EvidenceOf.ShareNoSmb(seen.Port),
            });
        }

        SmbShare[] disks = Disks(seen);
        ShareAccess most = disks.Select(share => share.Strongest).DefaultIfEmpty(ShareAccess.None).Max();
        Evidence[] gaps = Gaps(seen, disks).ToArray();
        if (most >= ShareAccess.List)
        {
            IEnumerable<Evidence> open = disks.Where(share => share.Strongest >= ShareAccess.List)
                .Select(share => EvidenceOf.ShareOpen(share.Name, share.Strongest)).Concat(gaps);
            return seen.Vantage == Vantage.Inside
                ? (Verdict.AtRisk, open.Prepend(EvidenceOf.ShareMeasuredInside()).ToArray())
                : (Verdict.Exposed, open.ToArray());
        }

        if (seen.Vantage == Vantage.Outside)
        {
            return (Verdict.AtRisk, gaps.Prepend(EvidenceOf.ShareSmbAnswersInternet()).ToArray());
        }

        return gaps.Length > 0
            ? (Verdict.Undetermined, gaps)
            : (Verdict.NotExposed, new[]
            {
                // What no list shows may open all the same: the sentence names what was asked.
                seen.AnonymousSession == SmbSessionResult.Refused && seen.GuestSession == SmbSessionResult.Refused
                    ? EvidenceOf.ShareNoSession() : EvidenceOf.ShareNoneOpen(disks.Length),
            });
    }

    private static (Verdict Verdict, Evidence[] Reasons) OfNoConnection(ServerObservation seen)
    {
        if (seen.State is null)
        {
            return (Verdict.Undetermined, Array.Empty<Evidence>());
        }

        string state = seen.State.Value.ToString().ToLowerInvariant();
        return seen.State == PortState.Unreachable
            ? (Verdict.Undetermined, new[] { EvidenceOf.SharePortUnreachable(seen.Port) })
            : seen.Vantage == Vantage.Outside && !seen.IsPortProven
                ? (Verdict.Undetermined, new[] { EvidenceOf.SharePortUnproven(seen.Port, state) })
            : seen.Vantage == Vantage.Outside
                ? (Verdict.NotExposed, new[] { EvidenceOf.SharePortFromInternet(seen.Port, state) })
                : (Verdict.Undetermined, new[] { EvidenceOf.SharePortFromHere(seen.Port, state) });
    }

    /// <summary>What is not known, each with what would resolve it.</summary>
    private static IEnumerable<Evidence> Gaps(ServerObservation seen, SmbShare[] disks) => disks
        .Where(share => share.Strongest < ShareAccess.List && IsUnresolved(share))
        .Select(Unresolved)
        .Concat(SessionGaps(seen));

    private static Evidence Unresolved(SmbShare share) => share.Strongest == ShareAccess.Connect
        ? EvidenceOf.ShareConnectsOnly(share.Name, share.Reasons)
        : EvidenceOf.ShareRightsUndetermined(share.Name, share.Reasons);

    private static IEnumerable<Evidence> SessionGaps(ServerObservation seen)
    {
        if (seen.Dialects.All(dialect => dialect == Smb1Negotiate.Dialect))
        {
            yield return EvidenceOf.ShareSmb1Alone();
        }
        else if (seen.IdentityUnanswered || seen.AnonymousSession == SmbSessionResult.Undetermined || seen.GuestSession == SmbSessionResult.Undetermined)
        {
            yield return EvidenceOf.ShareIdentitiesUnanswered();
        }
        else if (!seen.SharesComplete)
        {
            yield return EvidenceOf.ShareListIncomplete();
        }
    }
}
