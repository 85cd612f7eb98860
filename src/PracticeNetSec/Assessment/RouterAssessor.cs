// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Routers.Advisories;
using PracticeNetSec.Rules;
using PracticeNetSec.Rules.Router;

namespace PracticeNetSec.Assessment;

/// <summary>
/// What the observations of a router mean: evidence first (a forward or a measured port), firmware second. Missing data never
/// clears anything.
/// </summary>
internal static class RouterAssessor
{
    private const string ForwardTable = "forward table";
    private const string SessionTable = "table of sessions";

    /// <summary>Assesses, and builds the outward object of it.</summary>
    /// <param name="observed">What was observed, of all vantage points together.</param>
    /// <param name="advisories">What the firmware is compared with; the shipped advisories when null.</param>
    public static RouterExposure Expose(RouterObservation observed, AdvisoryCatalog? advisories = null)
    {
        RouterEvidence evidence = new(observed, advisories ?? AdvisoryCatalog.Shipped);

        // What may be another's device reported of itself is not part of the result.
        return RouterExposure.Of(evidence.Observed, Assess(observed, evidence));
    }

    /// <summary>Assesses; nothing is changed.</summary>
    /// <param name="observed">What was observed, of all vantage points together.</param>
    /// <param name="advisories">What the firmware is compared with; the shipped advisories when null.</param>
    public static RouterAssessment Assess(RouterObservation observed, AdvisoryCatalog? advisories = null) => Assess(observed, new RouterEvidence(observed, advisories ?? AdvisoryCatalog.Shipped));

    private static RouterAssessment Assess(RouterObservation observed, RouterEvidence evidence)
    {
        Finding[] findings = RuleCatalog.Router
            .Where(rule => !evidence.IsAnotherDevice && !(evidence.AnswersAreAnothers && rule.RestsOnAnswers))
            .SelectMany(rule => rule.Evaluate(evidence).Select(finding => Rated(rule, finding, evidence)))
            .OrderByDescending(finding => finding.Severity)
            .ToArray();
        UnresolvedCheck[] open = UnresolvedChecks.Of(evidence).ToArray();
        (Verdict verdict, IEnumerable<Evidence> reasons) = Decide(evidence, findings, open);
        return new RouterAssessment(
            verdict,
            CoverageOf(evidence),
            evidence.Line,
            findings,
            evidence.WidenedRanges,
            evidence.Advisories,
            reasons.Concat(Konnektors.Reasons(observed)).ToArray(),
            verdict != Verdict.Undetermined || evidence.IsAnotherDevice ? Array.Empty<NextAction>() : open.Select(check => check.Action).OfType<NextAction>().Distinct().ToArray());
    }

    /// <summary>Critical is reserved for what the Internet reaches: a forward behind another router or the provider's NAT does not show that.</summary>
    private static Finding Rated(RouterRule rule, Finding finding, RouterEvidence evidence)
    {
        if (finding.Severity > Severity.High && evidence.Line.HasTranslationBefore && rule.RestsOnTable(finding, evidence))
        {
            finding.Severity = Severity.High;
            finding.Evidence = finding.Evidence.Concat(evidence.Line.Evidence).Append(EvidenceOf.LineForwardsBehind()).ToArray();
        }

        return finding;
    }

    private static Coverage CoverageOf(RouterEvidence evidence) => new()
    {
        Ports = UnresolvedChecks.DecidingPorts.Select(port => new PortCoverage { Port = port, State = evidence.StateOf(port) }).ToArray(),
        Parts = Parts(evidence).ToArray(),
        IPv6 = UnresolvedChecks.IPv6Of(evidence),
    };

    private static IEnumerable<PartCoverage> Parts(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        yield return Table(ForwardTable, router.ForwardsComplete, UnresolvedChecks.ForwardsInPart(router));
        if (router.Sources.Any(source => source.Reads(NatSessionRow.Table)))
        {
            yield return Table(SessionTable, NatSessionRow.IsComplete(router.Sources), inPart: true);
        }
    }

    private static PartCoverage Table(string name, bool complete, bool inPart) => new()
    {
        Name = name,
        Complete = complete,
        Statement = complete ? EvidenceOf.CoverageTableComplete(name) : inPart ? EvidenceOf.CoverageTablePartial(name) : EvidenceOf.CoverageTableNotRead(name),
    };

    private static (Verdict Verdict, IEnumerable<Evidence> Reasons) Decide(RouterEvidence evidence, Finding[] findings, UnresolvedCheck[] open)
    {
        RouterObservation router = evidence.Observed;
        if (evidence.IsAnotherDevice)
        {
            (string expected, string found) = RouterIdentityCheck.Describe(router.Practice!, router.Identity);
            return (Verdict.Undetermined, new[] { EvidenceOf.CheckIdentityDiffers(router.WanAddress ?? router.ComputerName, expected, found) });
        }

        Finding[] severe = findings.Where(finding => RuleCatalog.Exposes(finding.RuleId)).ToArray();
        Finding[] exposing = severe.Where(finding => !(evidence.Line.HasTranslationBefore && RuleCatalog.RestsOnTable(finding, evidence))).ToArray();
        if (exposing.Length > 0)
        {
            return (Verdict.Exposed, exposing.Select(finding => finding.Statement).Distinct());
        }

        if (router.IsKonnektor)
        {
            return (Verdict.Undetermined, Sentences(open));
        }

        if (severe.Length > 0)
        {
            return (Verdict.AtRisk, severe.Select(finding => finding.Statement).Distinct().Concat(evidence.Line.Evidence).Append(EvidenceOf.LineForwardsBehind()));
        }

        if (evidence.Advisories.Any(match => match.Status == AdvisoryStatus.Affected))
        {
            return (Verdict.AtRisk, findings.Select(finding => finding.Statement));
        }

        Finding[] endangering = findings.Where(finding => RuleCatalog.Endangers(finding.RuleId)).ToArray();
        if (endangering.Length > 0)
        {
            return (Verdict.AtRisk, endangering.Select(finding => finding.Statement).Concat(Sentences(open)));
        }

        bool measuredWhole = UnresolvedChecks.DecidingPorts.All(port => evidence.StateOf(port) >= PortCoverageState.Filtered) && evidence.SomethingAnswered && !evidence.MeasuredOverIPv6Alone;
        if ((evidence.Observed.ForwardsComplete || measuredWhole) && UnknownServices.Measured(evidence).Length + UnknownServices.Forwarded(evidence).Length + UnknownServices.Opened(evidence).Length == 0)
        {
            // With an unknown firmware on a listed model the effect of the next change is unknown; a source that an error of this
            // machine kept from being read might have shown what the others do not.
            bool isOpen = evidence.Advisories.Any(match => match.Status == AdvisoryStatus.Undetermined) || router.Sources.Any(source => source.Failed)
                // A recording that shows another address may be of another practice.
                || (router.Vantage == Vantage.Recorded && UnresolvedChecks.OtherWanAddress(router) is not null)
                // The table is of all lines that translate; ports are those of the measured addresses.
                || (!router.ForwardsComplete && UnresolvedChecks.UnmeasuredLines(router).Length > 0)
                || router.UnmeasuredAddresses.Count > 0
                // Behind a line with IPv6 every machine may have an address of its own, which no forward and no port of the router shows.
                || UnresolvedChecks.IPv6Of(evidence) == IPv6Coverage.NotExamined
                // What hangs between two routers, only the first one or a measurement from outside shows.
                || (evidence.Line.Kind == LineKind.Cascade && !measuredWhole)
                || UnresolvedChecks.SecondRouters(evidence).Length > 0
                // The table is of the main line's router; another connection may have another one.
                || (router.MeasuredAddresses.Count > 0 && !measuredWhole)
                // The address may be that of another practice's router, or this one's may be behind it.
                || evidence.Line.IsContested
                || router.UnconfirmedName is not null
                || ForwardToDanger.OpenThoughRestricted(evidence).Length > 0
                // What was measured may be another line than the one that the router reports.
                || (!router.ForwardsComplete && UnresolvedChecks.OtherWanAddress(router) is not null);
            Verdict verdict = isOpen ? Verdict.Undetermined : Verdict.NotExposed;
            return (verdict, Cleared(evidence, measuredWhole).Concat(verdict == Verdict.NotExposed ? new[] { Scope(evidence) } : Array.Empty<Evidence>()).Concat(Sentences(open)));
        }

        return (Verdict.Undetermined, Sentences(open));
    }

    private static IEnumerable<Evidence> Sentences(UnresolvedCheck[] open) => open.Select(check => check.Sentence);

    /// <summary>What an all-clear is about: forwards are a matter of IPv4.</summary>
    private static Evidence Scope(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        string address = string.Join(", ", router.MeasuredAddresses.Where(further => !HostAddress.IsVersion6(further)).Prepend(router.WanAddress ?? router.ComputerName));
        return UnresolvedChecks.IPv6Of(evidence) == IPv6Coverage.Examined
            ? EvidenceOf.ScopeIpv6Examined(address, string.Join(", ", router.IPv6.Machines))
            : EvidenceOf.ScopeIpv4(address);
    }

    private static IEnumerable<Evidence> Cleared(RouterEvidence evidence, bool measuredWhole)
    {
        if (evidence.Observed.ForwardsComplete)
        {
            yield return EvidenceOf.RouterTableClear(evidence.Observed.Forwards.Count);
        }

        if (measuredWhole)
        {
            yield return EvidenceOf.RouterPortsClear();
        }
    }
}
