// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting;

/// <summary>What was measured of one practice, out of the measurements of many.</summary>
public sealed class PracticeMeasurements
{
    private PracticeMeasurements(string id, RouterExposure[] routers, ShareReachability[] servers) => (Id, Routers, Servers) = (id, routers, servers);

    /// <summary>The id of the practice; the address where none is known.</summary>
    public string Id { get; }

    /// <summary>The last examination of each router that carries the id, the most severe verdict first.</summary>
    public IReadOnlyList<RouterExposure> Routers { get; }

    /// <summary>The router that a report is about: the one with the most severe verdict, so that no other one hides it.</summary>
    public RouterExposure? Router => Routers.Count > 0 ? Routers[0] : null;

    /// <summary>The servers.</summary>
    public IReadOnlyList<ShareReachability> Servers { get; }

    /// <summary>The practice, when a measurement names it.</summary>
    public Practice? Practice => Router?.Practice ?? Servers.Select(server => server.Practice).FirstOrDefault(practice => practice is not null);

    /// <summary>Groups measurements by practice, in the order in which the practices first appear: routers first.</summary>
    public static IReadOnlyList<PracticeMeasurements> Group(IReadOnlyCollection<RouterExposure> routers, IReadOnlyCollection<ShareReachability> servers)
    {
        ILookup<string, RouterExposure> routersOf = routers.ToLookup(KeyOf, StringComparer.OrdinalIgnoreCase);
        ILookup<string, ShareReachability> serversOf = servers.ToLookup(server => KeyOf(server, routers), StringComparer.OrdinalIgnoreCase);
        return routersOf.Select(group => group.Key).Concat(serversOf.Select(group => group.Key))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(id => new PracticeMeasurements(id, Latest(routersOf[id]), serversOf[id].ToArray()))
            .ToArray();
    }

    /// <summary>The newest of each vantage point, since what one of them sees another one may not; of equal times the last one passed.</summary>
    private static RouterExposure[] Latest(IEnumerable<RouterExposure> measured) => measured
        .GroupBy(router => (Address: (router.WanAddress ?? router.ComputerName).ToUpperInvariant(), router.Vantage))
        .Select(same => same.OrderBy(router => router.EndedAt).Last())
        .OrderByDescending(router => Verdicts.Rank(router.Verdict))
        .ToArray();

    private static string KeyOf(RouterExposure router) => router.PracticeId.Length > 0 ? router.PracticeId : router.WanAddress ?? router.ComputerName;

    /// <summary>A server belongs to the practice it names, to that of its router, or to that of the only practice with a router at the same address.</summary>
    private static string KeyOf(ShareReachability server, IReadOnlyCollection<RouterExposure> routers)
    {
        if (server.PracticeId.Length > 0 || server.RouterExposure is not null)
        {
            return server.PracticeId.Length > 0 ? server.PracticeId : KeyOf(server.RouterExposure!);
        }

        string[] owners = routers.Where(known =>
                server.ComputerName.Equals(known.WanAddress, StringComparison.OrdinalIgnoreCase) || server.ComputerName.Equals(known.ComputerName, StringComparison.OrdinalIgnoreCase))
            .Select(KeyOf).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return owners.Length == 1 ? owners[0] : server.ComputerName;
    }
}
