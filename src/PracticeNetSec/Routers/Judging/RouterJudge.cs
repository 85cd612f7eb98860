// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Findings;
using PracticeNetSec.Model;
using PracticeNetSec.Rules;

namespace PracticeNetSec.Routers.Judging;

/// <summary>
/// Judges one examined router: evidence first (a forward or a measured port), firmware second. Missing data never
/// clears anything.
/// </summary>
internal static class RouterJudge
{
    /// <summary>Fills WidenedRanges, Advisories, Findings, Verdict and Reasons.</summary>
    /// <param name="exposure">What was gathered.</param>
    /// <param name="advisories">What the firmware is held against; the shipped advisories when null.</param>
    public static void Judge(RouterExposure exposure, AdvisoryCatalog? advisories = null)
    {
        RouterEvidence evidence = new(exposure, advisories ?? AdvisoryCatalog.Shipped);
        exposure.WidenedRanges = WidenedRangeFinder.Find(exposure.Forwards, evidence.PortsFromOutside.ToArray());
        exposure.Advisories = evidence.Advisories.Match(exposure.Identity, exposure.Firmware);
        exposure.Findings = RuleCatalog.Router.SelectMany(rule => rule.Evaluate(evidence)).OrderByDescending(finding => finding.Severity).ToArray();
        OpenQuestion[] open = OpenQuestions.Of(evidence).ToArray();
        (exposure.Verdict, IEnumerable<Evidence> reasons) = Decide(evidence, open);
        exposure.Reasons = reasons.Concat(Konnektors.Reasons(exposure)).ToArray();
        exposure.NextCommands = exposure.Verdict != Verdict.Undetermined ? Array.Empty<string>() : open.Select(question => question.Command).OfType<string>().Distinct().ToArray();
    }

    private static (Verdict Verdict, IEnumerable<Evidence> Reasons) Decide(RouterEvidence evidence, OpenQuestion[] open)
    {
        RouterExposure router = evidence.Exposure;
        Finding[] exposing = router.Findings.Where(finding => RuleCatalog.Exposes(finding.RuleId)).ToArray();
        if (exposing.Length > 0)
        {
            return (Verdict.Exposed, exposing.Select(finding => finding.Statement).Distinct());
        }

        if (router.IsKonnektor)
        {
            return (Verdict.Undetermined, Sentences(Verdict.Undetermined, open));
        }

        if (router.Advisories.Any(match => match.Status == AdvisoryStatus.Affected))
        {
            return (Verdict.AtRisk, router.Findings.Select(finding => finding.Statement));
        }

        bool measuredWhole = OpenQuestions.MissingPorts(evidence).Length == 0 && evidence.SomethingAnswered && !evidence.MeasuredOverIPv6Alone;
        if (evidence.Exposure.ForwardsComplete || measuredWhole)
        {
            // An unknown firmware on a listed model leaves open what the next change will do; a source that an error of this
            // machine kept from being read might have shown what the others do not.
            bool isOpen = router.Advisories.Any(match => match.Status == AdvisoryStatus.Undetermined) || router.Sources.Any(source => source.Failed);
            Verdict verdict = isOpen ? Verdict.Undetermined : Verdict.NotExposed;
            return (verdict, Cleared(evidence, measuredWhole).Concat(Sentences(verdict, open)));
        }

        return (Verdict.Undetermined, Sentences(Verdict.Undetermined, open));
    }

    /// <summary>A command belongs to a question that still decides something.</summary>
    private static IEnumerable<Evidence> Sentences(Verdict verdict, OpenQuestion[] open) =>
        open.Select(question => verdict == Verdict.Undetermined ? question.WithCommand() : question.Sentence);

    private static IEnumerable<Evidence> Cleared(RouterEvidence evidence, bool measuredWhole)
    {
        if (evidence.Exposure.ForwardsComplete)
        {
            yield return EvidenceOf.RouterTableClear(evidence.Exposure.Forwards.Length);
        }

        int datagrams = evidence.Exposure.Forwards.Count(forward => forward.IsInForce && !forward.CarriesTcp);
        if (datagrams > 0)
        {
            yield return EvidenceOf.RouterDatagramsNotAssessed(datagrams);
        }

        if (measuredWhole)
        {
            yield return OpenQuestions.NoneAnswered(evidence);
        }
    }
}
