// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A forward meant for one port that opens ten: the vulnerability of 2019.</summary>
internal abstract class WidenedRule : RouterRule
{
    private readonly bool _dangerous;

    /// <param name="id">Id of the rule.</param>
    /// <param name="dangerous">Whether it is about blocks that contain a service that must stay inside.</param>
    protected WidenedRule(string id, bool dangerous)
        : base(id) => _dangerous = dangerous;

    /// <inheritdoc/>
    public override bool Exposes => true;

    /// <inheritdoc/>
    public override bool RestsOnTable(Finding finding, RouterEvidence evidence) =>
        evidence.WidenedRanges.All(range => range.OpenPorts.Length == 0 || RouterEvidence.Text(range.Start) != finding.Value("start"));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        foreach (WidenedRange range in evidence.WidenedRanges.Where(range => IsDangerous(range) == _dangerous))
        {
            List<Evidence> seen = evidence.TcpForwards.Where(forward => WidenedRangeFinder.IsBlock(forward, range.Start)).Select(forward => forward.Seen).ToList();
            if (range.OpenPorts.Length > 0)
            {
                seen.Add(EvidenceOf.PortsOpenInRange(router.Vantage, string.Join(", ", range.OpenPorts)));
            }

            yield return Texts.Create(evidence.Host, router.EndedAt, seen, RouterEvidence.Text(range.Start), RouterEvidence.Text(range.End), RouterEvidence.Text(range.IntendedPort));
        }
    }

    /// <inheritdoc/>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => router.TableDecides || (now.Answers(Recheck.Range(gone.Value("start"), gone.Value("end"))) && Recheck.IsOf(router, gone.Target));

    private static bool IsDangerous(WidenedRange range) => Enumerable.Range(range.Start, range.End - range.Start + 1).Any(port => ServiceNames.Dangerous(port) is not null);
}
