// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Reporting;

/// <summary>What the measurements of one practice show in combination, and nothing beyond.</summary>
internal sealed class BreachEvidence
{
    public BreachEvidence(RouterExposure? router, IReadOnlyList<ShareReachability> servers, Practice? practice)
    {
        Router = router;
        Servers = servers;
        Practice = practice;
        Findings = (router?.Findings ?? Array.Empty<Finding>())
            .Concat(servers.SelectMany(server => server.Findings))
            .GroupBy(finding => (finding.RuleId, finding.Target, finding.Title))
            .Select(same => same.First())
            .OrderByDescending(finding => finding.Severity)
            .ThenBy(finding => MeasureCatalog.Shipped.Rank(finding.RuleId))
            .ToArray();
        Reached = servers
            .Where(ReachedFromInternet)
            .SelectMany(server => SeenShare.WithFiles(server))
            .Where(seen => seen.UnauthenticatedAccess >= ShareAccess.List)
            .OrderByDescending(seen => seen.UnauthenticatedAccess)
            .ToArray();
        OnlyInside = servers.Where(server => !ReachedFromInternet(server))
            .SelectMany(server => SeenShare.WithFiles(server))
            .Where(seen => seen.UnauthenticatedAccess >= ShareAccess.List)
            .ToArray();
        Verdict = Together(router, servers, Reached.Count > 0);
    }

    public RouterExposure? Router { get; }

    public IReadOnlyList<ShareReachability> Servers { get; }

    public Practice? Practice { get; }

    public Finding[] Findings { get; }

    public Verdict Verdict { get; }

    /// <summary>Shares an unauthenticated user on the Internet could list, read or write, the widest right first.</summary>
    public IReadOnlyList<SeenShare> Reached { get; }

    /// <summary>Shares accessible without a password for which no path from the Internet was shown.</summary>
    public IReadOnlyList<SeenShare> OnlyInside { get; }

    public string PracticeId => new[] { Practice?.PracticeId, Router?.PracticeId, Router?.ComputerName }
        .Concat(Servers.SelectMany(server => new[] { server.PracticeId, server.ComputerName }))
        .FirstOrDefault(id => !string.IsNullOrEmpty(id)) ?? "";

    public DateTimeOffset? MeasuredFrom => Times(exposure => exposure.StartedAt, server => server.StartedAt) is { Length: > 0 } times ? GermanTime.At(times.Min()) : FileTime;

    public DateTimeOffset? MeasuredUntil => Times(exposure => exposure.EndedAt, server => server.EndedAt) is { Length: > 0 } times ? GermanTime.At(times.Max()) : FileTime;

    /// <summary>
    /// A recorded walk or a configuration contains no time: the time the file was saved is used instead, and people must
    /// confirm it. Null where everything was measured.
    /// </summary>
    public DateTimeOffset? FileTime => Router is RouterExposure router && IsFileTime(router) ? GermanTime.At(router.EndedAt) : null;

    /// <summary>True when the time of the recorded file is the only time known.</summary>
    public bool KnowsFileTimeOnly => FileTime is not null && Times(_ => default, server => server.EndedAt).Length == 0;

    /// <summary>True for a router known from a recorded walk or a configuration alone.</summary>
    public static bool IsFileTime(RouterExposure router) =>
        router.Vantage == Vantage.Recorded && router.Ports.Length == 0 && router.EndedAt != default && router.Sources.Any(source => source.Source is SourceNames.Walk or SourceNames.Configuration);

    public BreachReach Reach => Verdict != Verdict.Exposed ? BreachReach.None
        : Reached.Count == 0 ? BreachReach.NetworkAccess
        : Reached[0].UnauthenticatedAccess switch
        {
            ShareAccess.Write => Reached.Any(CanRead) ? BreachReach.Write : BreachReach.Change,
            ShareAccess.Read => BreachReach.Read,
            _ => BreachReach.Names,
        };

    public PatientDataCount[] PatientData => Reached.SelectMany(seen => seen.Share.PatientData)
        .GroupBy(count => count.Category, StringComparer.Ordinal)
        .Select(same => new PatientDataCount { Category = same.Key, Count = same.Sum(count => count.Count), Confidence = same.Max(count => count.Confidence), IsMinimum = same.Any(count => count.IsMinimum) })
        .OrderByDescending(count => count.Count)
        .ToArray();

    /// <summary>Ports through which an unauthenticated user reaches a service that must stay inside, ascending.</summary>
    public int[] DangerousPorts => ReachablePorts.Where(port => ServiceNames.Dangerous(port) is not null).Concat(ForwardedToDanger).Distinct().OrderBy(port => port).ToArray();

    /// <summary>Those of them that were measured open.</summary>
    public int[] DangerousOpen => DangerousPorts.Intersect(MeasuredOpenPorts).ToArray();

    /// <summary>True when a service that was not meant to be reachable answered from outside; a forward alone is no answer.</summary>
    public bool SomethingAnswers => DangerousOpen.Length > 0
        || (Router?.WidenedRanges ?? Array.Empty<WidenedRange>()).Any(range => range.OpenPorts.Any(port => port != range.IntendedPort));

    /// <summary>Ports that must not be reachable: those of internal services, and those of a widened range that were not intended.</summary>
    public IEnumerable<int> ReachableByMistake => DangerousPorts.Concat((Router?.WidenedRanges ?? Array.Empty<WidenedRange>()).SelectMany(range => range.OpenPorts.Where(port => port != range.IntendedPort)));

    /// <summary>True when the shares were inspected from inside, and the router's table shows the path from the Internet.</summary>
    public bool ReachIsDeduced => Reached.Count > 0 && Reached.All(seen => seen.Server.Vantage == Vantage.Inside);

    /// <summary>All ports the figure draws as open: measured open, from a vantage point that proves something about the Internet.</summary>
    public int[] MeasuredOpen => Router is null || !Router.Vantage.SeesTheInternet()
        ? Array.Empty<int>()
        : Router.ConclusivePorts.Where(port => port.IsReachable).Select(port => port.Port).Distinct().OrderBy(port => port).ToArray();

    /// <summary>What was measured open from a conclusive vantage point, by the router's examination or a server's.</summary>
    public int[] MeasuredOpenPorts => MeasuredOpen
        .Concat(Servers.Where(server => server.Vantage.SeesTheInternet() && server.State is PortState.Open or PortState.OpenReset).Select(server => server.Port))
        .Distinct().OrderBy(port => port).ToArray();

    /// <summary>Reachable ports: those measured open, and those the forward table opens to every remote address.</summary>
    public int[] ReachablePorts => MeasuredOpenPorts
        .Concat(ForwardedToDanger)
        .Concat(Router is null ? Array.Empty<int>() : Router.WidenedRanges.SelectMany(range => Enumerable.Range(range.Start, range.End - range.Start + 1)))
        .Distinct().OrderBy(port => port).ToArray();

    /// <summary>External ports that the forward table maps, for every remote address, to a dangerous service inside, whatever their number.</summary>
    public IEnumerable<int> ForwardedToDanger =>
        from sources in new[] { new SourceRanges(ForwardsInForce) }
        from forward in ForwardsInForce
        where forward.CarriesTcp
        from service in ServiceNames.DangerousServices
        where service.Protocol == ServiceNames.Tcp
        let outside = forward.OutsideOf(service.Port)
        where outside is not null && sources.LetEveryoneTo(ServiceNames.Tcp, outside.Value)
        select outside.Value;

    // Behind another router or the provider's NAT, a forward shows no way in unless its port was measured open.
    private PortForward[] ForwardsInForce => (Router?.Forwards ?? Array.Empty<PortForward>())
        .Where(forward => forward.IsInForce && (!Router!.Line.HasTranslationBefore || MeasuredOpen.Any(port => port >= forward.ExternalStart && port <= forward.ExternalEnd)))
        .ToArray();

    /// <summary>
    /// Scored only where names look like patients' data with more than low confidence: without them nothing shows that
    /// health data are exposed. Staff data alone are not health data.
    /// </summary>
    public BreachSeverity? Severity() => !LooksLikePatients ? null : BreachSeverity.OfHealthData(
        identification: 1m,
        Reach is BreachReach.Names or BreachReach.Read or BreachReach.Write ? BreachLoss.Full : BreachLoss.None,
        Reach is BreachReach.Write or BreachReach.Change ? BreachLoss.Limited : BreachLoss.None,
        BreachLoss.None,
        malicious: false);

    /// <summary>True when names of patients' data, not only of staff or guesses, were counted in what unauthenticated users reach.</summary>
    public bool LooksLikePatients => Reached.SelectMany(seen => seen.Share.PatientData)
        .Any(count => count.Count > 0 && count.Confidence >= Confidence.Medium && PatientDataCatalog.Shipped.Find(count.Category)?.Subject == DataSubject.Patients);

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Range(WidenedRange range) => $"{Text(range.Start)}-{Text(range.End)}";

    private static Verdict Together(RouterExposure? router, IReadOnlyList<ShareReachability> servers, bool reached)
    {
        IEnumerable<Verdict> verdicts = servers.Select(server => server.Verdict);
        return reached ? Verdict.Exposed : Verdicts.Combine(router is null ? verdicts : verdicts.Append(router.Verdict));
    }

    // The server granted read access although not required to: FILE_READ_DATA, [MS-SMB2] 2.2.13.1.1.
    private static bool CanRead(SeenShare seen) => seen.UnauthenticatedAccess == ShareAccess.Read || MayRead(seen.Share);

    /// <summary>True when the access masks the server granted contain the right to read.</summary>
    internal static bool MayRead(SmbShare share) => ((AccessMask)(share.RootMask ?? share.ShareMask ?? 0)).HasFlag(AccessMask.ReadData);

    // Observed from outside; or from inside, where the router's own table forwards every remote address to exactly this server and port.
    private bool ReachedFromInternet(ShareReachability server) => server.Vantage == Vantage.Inside
        ? IPAddress.TryParse(server.ComputerName, out IPAddress? inside) && ForwardsInForce.Any(forward =>
            forward.CarriesTcp
            && forward.OutsideOf(server.Port) is int outside && new SourceRanges(ForwardsInForce).LetEveryoneTo(ServiceNames.Tcp, outside)
            && IPAddress.TryParse(forward.InternalAddress, out IPAddress? target)
            && target.Equals(inside))
        : server.Vantage.SeesTheInternet() && server.Verdict == Verdict.Exposed;

    private DateTimeOffset[] Times(Func<RouterExposure, DateTimeOffset> ofRouter, Func<ShareReachability, DateTimeOffset> ofServer) => Servers
        .Select(ofServer)
        .Concat(Router is null || IsFileTime(Router) ? Array.Empty<DateTimeOffset>() : new[] { ofRouter(Router) })
        .Where(time => time != default)
        .ToArray();
}
