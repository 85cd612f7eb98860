// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Findings;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting;

/// <summary>
/// Whether these measurements looked again at what an earlier finding stood on. A finding that is gone because nobody
/// looked is not fixed.
/// </summary>
internal sealed class FindingRecheck
{
    private const string DoorRule = "share.smb-from-internet";

    private readonly RouterExposure? _router;
    private readonly ShareReachability[] _servers;
    private readonly HashSet<int> _asked;
    private readonly HashSet<int> _openBefore;

    public FindingRecheck(BreachReport report, PreviousReport before)
    {
        _router = report.Router;
        _servers = report.Shares;
        _openBefore = before.OpenPorts;

        // Only what proves something about the Internet counts, and only a port that the network did not refuse to ask.
        _asked = new(_router is not null && BreachEvidence.SeesTheInternet(_router.Vantage)
            ? _router.TellingPorts.Where(port => port.State != PortState.Unreachable).Select(port => port.Port)
            : Enumerable.Empty<int>());
    }

    public bool Covers(Finding gone)
    {
        string kind = gone.RuleId.Split('.')[0];
        return kind == "share" ? Share(gone.RuleId, gone.Target)
            : kind == "service" ? Service(gone.Target)
            : _router is not null && Router(gone, _router);
    }

    private bool Router(Finding gone, RouterExposure router) => gone.RuleId switch
    {
        "router.incoming-session" => router.SessionsComplete,
        "router.widened-forward" or "router.widened-forward-web" => router.ForwardsComplete || Answers(Range(gone.Values)),
        "router.dangerous-forward" => router.ForwardsComplete || Answers(PortOf(gone.Target)),
        "router.restricted-forward" or "router.settings-not-corrected" or "router.konnektor-forward" or "router.konnektor-forward-restricted" => router.ForwardsComplete,
        "router.firmware-widens" or "router.firmware-advisory" => router.Firmware?.Version is not null,
        "router.dangerous-port-open" => Asked(PortOf(gone.Target)),
        "router.nas-reachable" => AllRead(router) && Asked(PortOf(gone.Target)),
        "router.unintended-port" => Asked(gone.Values.Take(1).SelectMany(Ports)),
        "router.konnektor-reachable" or "router.snmp-reachable" or "router.status-page-reachable" => AllRead(router) && router.Vantage == Vantage.Outside && (_asked.Count > 0 || router.Sources.Any(source => source.Complete)),
        _ => AllRead(router) && router.Sources.Any(source => source.Complete),
    };

    /// <summary>False when an error of the measuring machine kept a source from being read: its silence shows nothing.</summary>
    private static bool AllRead(RouterExposure router) => !router.Sources.Any(source => source.Failed);

    // A port that answered and does not any more shows that the way is shut; one that never answered shows nothing.
    private bool Answers(IEnumerable<int> ports)
    {
        int[] all = ports.ToArray();
        return Asked(all) && all.Any(_openBefore.Contains);
    }

    private bool Asked(IEnumerable<int> ports)
    {
        int[] all = ports.ToArray();
        return all.Length > 0 ? all.All(_asked.Contains) : _asked.Count > 0;
    }

    // A server that no longer answers shows neither how it treats strangers nor who may do what in its shares.
    private bool Share(string rule, string target)
    {
        if (target.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return _servers.SelectMany(SeenShare.WithFiles).Any(seen =>
                seen.StrangerAccess != ShareAccess.Undetermined && SafeText.Clean(seen.Path).Equals(target, StringComparison.OrdinalIgnoreCase));
        }

        return _servers.Any(server => IsOn(server, target)
            && (rule == DoorRule ? BreachEvidence.SeesTheInternet(server.Vantage) && server.State != PortState.Unreachable : server.State is PortState.Open or PortState.OpenReset));
    }

    private bool Service(string target) => _servers.Any(server => server.FileServices.Any(found => IsOn(server, target) && PortOf(target).Contains(found.Port)));

    private static bool IsOn(ShareReachability server, string target) =>
        (target + ":").StartsWith(SafeText.Clean(server.ComputerName) + ":", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<int> Range(string[] values) =>
        values.Length > 1 && Port(values[0]) is int start && Port(values[1]) is int end && end >= start ? Enumerable.Range(start, end - start + 1) : Enumerable.Empty<int>();

    private static IEnumerable<int> PortOf(string target) => Ports(target.Substring(target.LastIndexOf(':') + 1));

    private static IEnumerable<int> Ports(string list) => list.Split(',').Select(part => Port(part.Trim())).OfType<int>();

    private static int? Port(string text) => ushort.TryParse(text, out ushort port) ? port : null;
}
