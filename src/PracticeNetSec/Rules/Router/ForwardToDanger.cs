// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A forward that leads to services that must stay inside.</summary>
/// <param name="Forward">The forward.</param>
/// <param name="Pairs">Ports outside, each with the dangerous port inside (or, untranslated, outside) that it leads to.</param>
/// <param name="Open">Those that were measured open.</param>
internal sealed record ForwardToDanger(PortForward Forward, IReadOnlyList<(int Outside, int Inside)> Pairs, IReadOnlyList<PortResult> Open)
{
    /// <summary>Every such forward in force.</summary>
    public static IEnumerable<ForwardToDanger> All(RouterEvidence evidence) =>
        from forward in evidence.TcpForwards
        let pairs = DangerousPortsOf(forward).ToArray()
        where pairs.Length > 0
        select new ForwardToDanger(forward, pairs, pairs.Select(pair => evidence.OpenPort(pair.Outside)).OfType<PortResult>().ToArray());

    private static IEnumerable<(int Outside, int Inside)> DangerousPortsOf(PortForward forward) =>
        from inside in ServiceNames.DangerousPorts
        let outside = forward.OutsideOf(inside)
        where outside is not null
        select (outside.Value, inside);
}
