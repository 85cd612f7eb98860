using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Findings;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Judging;

/// <summary>
/// Judges one examined router: evidence first (a forward or a measured port), firmware second. Missing data never
/// clears anything.
/// </summary>
internal static class RouterJudge
{
    private static readonly string[] ExposingRules =
    {
        "router.widened-forward", "router.widened-forward-web", "router.settings-not-corrected",
        "router.dangerous-forward", "router.dangerous-port-open", "router.incoming-session", "router.konnektor-reachable", "router.nas-reachable",
    };

    /// <summary>Fills WidenedRanges, Advisories, Findings, Verdict and Reasons.</summary>
    /// <param name="exposure">What was gathered.</param>
    /// <param name="advisories">What the firmware is held against; the shipped advisories when null.</param>
    public static void Judge(RouterExposure exposure, AdvisoryCatalog? advisories = null)
    {
        RouterEvidence evidence = new(exposure, advisories ?? AdvisoryCatalog.Shipped);
        exposure.WidenedRanges = WidenedRangeFinder.Find(exposure.Forwards, evidence.PortsFromOutside.ToArray());
        exposure.Advisories = evidence.Advisories.Match(exposure.Identity, exposure.Firmware);
        exposure.Findings = RouterRules.Apply(evidence).ToArray();
        (exposure.Verdict, IEnumerable<string> reasons) = Decide(evidence);
        exposure.Reasons = reasons.ToArray();
    }

    private static (Verdict Verdict, IEnumerable<string> Reasons) Decide(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
        Finding[] exposing = router.Findings.Where(finding => ExposingRules.Contains(finding.RuleId)).ToArray();
        if (exposing.Length > 0)
        {
            return (Verdict.Exposed, exposing.Select(finding => finding.Title).Distinct());
        }

        if (router.IsKonnektor)
        {
            return (Verdict.Undetermined, new[] { "This device is a TI Konnektor. It has nothing to do with the fault of 2019; name the practice's router to examine that." });
        }

        if (router.Advisories.Any(match => match.Status == AdvisoryStatus.Affected))
        {
            return (Verdict.AtRisk, router.Findings.Select(finding => finding.Title));
        }

        List<string> open = OpenQuestions(evidence).ToList();
        bool measuredWhole = MissingPorts(evidence).Length == 0 && evidence.SomethingAnswered;
        if (evidence.Exposure.ForwardsComplete || measuredWhole)
        {
            // An unknown firmware on a listed model leaves open what the next change will do.
            Verdict verdict = router.Advisories.Any(match => match.Status == AdvisoryStatus.Undetermined) ? Verdict.Undetermined : Verdict.NotExposed;
            return (verdict, Cleared(evidence, measuredWhole).Concat(open));
        }

        return (Verdict.Undetermined, open);
    }

    private static IEnumerable<string> Cleared(RouterEvidence evidence, bool measuredWhole)
    {
        if (evidence.Exposure.ForwardsComplete)
        {
            yield return $"The router's forward table was read to its end ({evidence.Exposure.Forwards.Length} entries): none is widened, none leads to a service that must stay inside.";
        }

        if (measuredWhole)
        {
            yield return "Measured from outside, no port of the 2019 fault and no service that must stay inside answered.";
        }
    }

    /// <summary>What is not known, each with what would settle it.</summary>
    private static IEnumerable<string> OpenQuestions(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
        if (!evidence.Exposure.ForwardsComplete)
        {
            yield return router.Forwards.Length > 0 || router.Sources.Any(source => source.Complete && source.Source is SourceNames.Snmp or SourceNames.Walk)
                ? "The router answered, but its forward table was not read to its end: Sources says why. Read it again, or look into the router's interface."
                : "The router's forward table was not read. Allow SNMP from here and pass -Community or -SnmpCredential, pass -Credential for a FRITZ!Box, or pass a recorded snmpwalk -On with -WalkPath.";
        }

        int[] missing = MissingPorts(evidence);
        if (router.Vantage is Vantage.Inside)
        {
            yield return "Looked at from inside: what answers here proves nothing about the Internet. Run Test-PortReachability against the WAN address from another connection.";
        }
        else if (!evidence.SomethingAnswered && router.Ports.Length > 0)
        {
            yield return "Nothing at this address answered, not even with a refusal. A router that drops everything looks like that, and so does a wrong address: check the address, or read the router's forward table.";
        }
        else if (missing.Length > 0)
        {
            yield return $"Not measured from outside: {missing.Length} of the ports that decide. Run Get-RouterExposure without -Port from outside, or pass a scan with Import-NmapScan.";
        }

        if (router.Identity.Model is null)
        {
            yield return "The device did not say what it is. Its type plate, or Get-RouterExposure from inside, settles that.";
        }

        foreach (AdvisoryMatch match in router.Advisories)
        {
            if (match.Status == AdvisoryStatus.Undetermined)
            {
                yield return $"Firmware or exact model is not known well enough, so {match.Id} stays open. Read both in the router's interface; corrected is {match.FixedIn}.";
            }
            else if (match.Status == AdvisoryStatus.NotListed)
            {
                yield return $"{router.Identity.Model} stands on no list of {match.Id}, neither as affected nor as safe: judge by its forwards.";
            }
        }
    }

    /// <summary>Ports that decide (the two blocks, and services that must stay inside) and were not asked from outside.</summary>
    private static int[] MissingPorts(RouterEvidence evidence)
    {
        HashSet<int> asked = new(evidence.PortsFromOutside.Where(port => port.State != PortState.Unreachable).Select(port => port.Port));
        return PortList.Default
            .Where(port => (WidenedRangeFinder.IsInBlock(port) || ServiceNames.Dangerous(port) is not null) && !asked.Contains(port))
            .ToArray();
    }
}
