// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Privacy;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules;

/// <summary>What a later measurement observed, held against the findings of an earlier report.</summary>
internal sealed class Recheck
{
    private readonly HashSet<int> _refused;
    private readonly HashSet<int> _open;
    private readonly HashSet<int> _speaking;
    private readonly HashSet<int> _openBefore;

    private Recheck(bool sourcesFailed, IEnumerable<int> refused, IEnumerable<int> open, IEnumerable<int> identified, IEnumerable<int> openBefore)
    {
        Router = new RouterExposure { Sources = sourcesFailed ? new[] { new SourceReport { Failed = true } } : Array.Empty<SourceReport>() };
        Servers = Array.Empty<ShareReachability>();
        (_refused, _open, _speaking, _openBefore) = (new(refused), new(open), new(identified), new(openBefore));
    }

    /// <param name="router">The router as measured now; null where it was not.</param>
    /// <param name="servers">The servers as measured now.</param>
    /// <param name="openBefore">Ports that the earlier report found open.</param>
    public Recheck(RouterExposure? router, IReadOnlyList<ShareReachability> servers, HashSet<int> openBefore)
    {
        Router = router;
        Servers = servers;
        _openBefore = openBefore;

        // Only what proves something about the Internet counts, and only a positive observation: the host itself refused the port, from
        // a vantage point that carries it. A silent port may be blocked anywhere, and an open one is not gone.
        PortResult[] seen = router is not null && router.Vantage.SeesTheInternet() ? router.ConclusivePorts.ToArray() : Array.Empty<PortResult>();
        _refused = new(seen.Select(port => port.Port).Where(port => router!.IsRefused(port)));
        _open = new(seen.Where(port => port.IsReachable).Select(port => port.Port));
        _speaking = new(seen.Where(port => port.IsReachable && port.IdentifiedService is not null && !port.IsPageUnread).Select(port => port.Port));
    }

    /// <summary>What a ledger kept of the ports of a later check; of tables and servers it notes what was observed again.</summary>
    /// <param name="sourcesFailed">Whether an error of the measuring machine kept a source from being read.</param>
    /// <param name="refused">Ports that the host itself refused.</param>
    /// <param name="open">Ports measured open.</param>
    /// <param name="identified">Those of which the service was recognised.</param>
    /// <param name="openBefore">Ports that the earlier check found open.</param>
    public static Recheck OfPorts(bool sourcesFailed, IEnumerable<int> refused, IEnumerable<int> open, IEnumerable<int> identified, IEnumerable<int> openBefore) =>
        new(sourcesFailed, refused, open, identified, openBefore);

    public RouterExposure? Router { get; }

    public IReadOnlyList<ShareReachability> Servers { get; }

    /// <summary>False when an error of the measuring machine kept a source from being read: its silence shows nothing.</summary>
    public bool AllSourcesRead => Router is not null && !Router.Sources.Any(source => source.Failed);

    /// <summary>True when all of these ports were refused by the host itself. Without any, nothing was asked.</summary>
    public bool Asked(IEnumerable<int> ports)
    {
        int[] all = ports.ToArray();
        return all.Length > 0 && all.All(_refused.Contains);
    }

    /// <summary>True when each of these ports was refused by the host itself, or answered and was asked what it is; false for none.</summary>
    public bool RefusedOrIdentified(IEnumerable<int> ports)
    {
        int[] all = ports.ToArray();
        return all.Length > 0 && all.All(port => _refused.Contains(port) || _speaking.Contains(port));
    }

    /// <summary>
    /// True when all of these ports were observed, and one that was open before is refused now: of a block, one port is meant to stay
    /// open. A port that never answered shows nothing.
    /// </summary>
    public bool Answers(IEnumerable<int> ports)
    {
        int[] all = ports.ToArray();
        return all.All(port => _refused.Contains(port) || _open.Contains(port)) && all.Any(port => _openBefore.Contains(port) && _refused.Contains(port));
    }

    /// <summary>True when the target is this server or a port of it.</summary>
    public static bool IsOn(ShareReachability server, string target) =>
        (target + ":").StartsWith(SafeText.Clean(server.ComputerName) + ":", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// True for a target that the measurement covers: a machine with a global IPv6 address, and another address of the practice, has to be
    /// measured again itself.
    /// </summary>
    public static bool IsOf(RouterExposure router, string target)
    {
        if (target.StartsWith("[", StringComparison.Ordinal))
        {
            return target.IndexOf(']') is > 0 and int end && router.IPv6.KnownMachines.Contains(target.Substring(1, end - 1), StringComparer.OrdinalIgnoreCase);
        }

        // A ledger keeps the line's own address as such, so its measurement has none.
        return router.ComputerName.Length == 0
            || !IPAddress.TryParse(target.Split(':')[0], out IPAddress? address) || address.AddressFamily != AddressFamily.InterNetwork || HostAddress.IsPrivate(address)
            || router.Ports.Select(port => port.Address).Concat(router.MeasuredAddresses).Append(router.WanAddress).Append(router.ComputerName).Contains(address.ToString());
    }

    /// <summary>The port at the end of a target, or the ports of a list; none where there is no text.</summary>
    /// <remarks>None either where one of them is no TCP port, such as 161/udp: what TCP shows says nothing about it.</remarks>
    public static IEnumerable<int> PortsOf(string? text)
    {
        int?[] ports = text is null ? Array.Empty<int?>() : text.Substring(text.LastIndexOf(':') + 1).Split(',').Select(part => Port(part.Trim())).ToArray();
        return ports.Any(port => port is null) ? Enumerable.Empty<int>() : ports.OfType<int>();
    }

    /// <summary>The ports from a first to a last one; none where a value is missing or no port.</summary>
    public static IEnumerable<int> Range(string? first, string? last) =>
        Port(first) is int start && Port(last) is int end && end >= start ? Enumerable.Range(start, end - start + 1) : Enumerable.Empty<int>();

    private static int? Port(string? text) => ushort.TryParse(text, out ushort port) ? port : null;
}
