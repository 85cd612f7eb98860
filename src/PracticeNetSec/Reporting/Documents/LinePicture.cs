// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Privacy;
using PracticeNetSec.Probing;
using PracticeNetSec.Reporting.Markup;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>
/// The figure of the line: what stands between the Internet and the practice's machines over IPv4, whose address that is, and the path over
/// IPv6 that needs no forward. What is not known is drawn with dashes.
/// </summary>
internal sealed class LinePicture : ReportPicture
{
    private const int MaxStations = 4; // of one path: figures of all reports have one scale
    private const int BoxWidth = 176;
    private const int BoxHeight = 46;
    private const int Gap = 18;
    private const int RowHeight = 84;
    private const int MaxText = 22; // characters in a box
    private const string Plain = "", Through = "through", Danger = "danger", Unknown = "unknown"; // classes of HtmlStyle

    private readonly ReportTexts _texts;
    private readonly (string Heading, Station[] Stations)[] _rows;

    public LinePicture(BreachReport report, ReportTexts texts)
    {
        _texts = texts;
        RouterExposure router = report.Router!;
        _rows = new[] { ("IPv4", OverVersion4(router, new BreachEvidence(router, report.Shares, report.Practice)).ToArray()), ("IPv6", OverVersion6(router).ToArray()) };
    }

    public override string Title => _texts["line.title"];

    public override string Description => string.Join(" ", _rows.Select(row => $"{row.Heading}: {string.Join(" → ", row.Stations.Select(station => station.Detail.Length == 0 ? station.Name : $"{station.Name} ({station.Detail})"))}."));

    public override void Draw(HtmlWriter html) => html.Element("div", new[] { "class", "wide", "tabindex", "0", "role", "group", "aria-label", Title }, () =>
    {
        const int width = (MaxStations * (BoxWidth + Gap)) - Gap + 4;
        html.Element("svg", new[] { "viewBox", $"0 0 {Number(width)} {Number(_rows.Length * RowHeight)}", "role", "img", "aria-labelledby", "line-t line-d" }, () =>
        {
            html.Element("title", Title, "id", "line-t");
            html.Element("desc", Description, "id", "line-d");
            for (int index = 0; index < _rows.Length; index++)
            {
                Row(html, _rows[index].Heading, _rows[index].Stations, index * RowHeight);
            }
        });
    });

    private IEnumerable<Station> OverVersion4(RouterExposure router, BreachEvidence evidence)
    {
        string? outside = router.WanAddress ?? router.Practice?.WanAddress;
        yield return Internet();
        if (router.Line.Kind == LineKind.SharedAddress)
        {
            yield return new Station(_texts["line.provider"], outside ?? _texts["line.shared"], Through);
        }
        else if (router.Line.Kind == LineKind.Cascade)
        {
            yield return new Station(_texts["line.upstream"], outside ?? _texts["line.not-known"], Unknown);
        }

        bool isBehind = router.Line.HasTranslationBefore;
        string? own = isBehind ? router.PrivateWanAddress : outside;
        yield return new Station(router.Identity.Model ?? _texts["line.router"], own ?? _texts["line.not-known"], router.Line.Kind == LineKind.Undetermined || own is null ? Unknown : Plain);
        PortResult[] open = router.ConclusivePorts.Where(port => router.Vantage.SeesTheInternet() && port.IsReachable && !HostAddress.IsVersion6(port.Address)).ToArray();
        yield return Machines(open, forwarded: router.Forwards.Count(forward => forward.IsInForce && forward.IsForEveryone), isBehind, evidence, router.Verdict);
    }

    /// <summary>What is known to be reachable. Without a port, only an all-clear shows that nothing is.</summary>
    private Station Machines(PortResult[] open, int forwarded, bool isBehind, BreachEvidence evidence, Verdict verdict)
    {
        int dangerous = open.Count(port => ServiceNames.Dangerous(port) is not null);
        int dangerousForwards = evidence.ForwardedToDanger.Distinct().Count();
        string look = isBehind ? Through : Plain;
        return dangerous > 0 ? new Station(_texts["line.machines"], _texts["line.dangerous", Number(dangerous)], isBehind ? Through : Danger)
            : dangerousForwards > 0 ? new Station(_texts["line.machines"], _texts["line.dangerous", Number(dangerousForwards)], Through)
            : open.Length > 0 ? new Station(_texts["line.machines"], _texts["line.reachable", Number(open.Length)], verdict == Verdict.Exposed ? Through : look)
            : forwarded > 0 ? new Station(_texts["line.machines"], _texts["line.forwarded", Number(forwarded)], verdict == Verdict.Exposed ? Through : look)
            : verdict == Verdict.NotExposed ? new Station(_texts["line.machines"], _texts["line.nothing-reachable"], Plain)
            : new Station(_texts["line.machines"], _texts["line.not-known"], Unknown);
    }

    private IEnumerable<Station> OverVersion6(RouterExposure router)
    {
        IPv6Status status = router.IPv6;
        int dangerous = router.ConclusivePorts.Count(port => router.Vantage.SeesTheInternet() && port.IsReachable && HostAddress.IsVersion6(port.Address) && ServiceNames.Dangerous(port) is not null);
        yield return Internet();
        if (router.Coverage.IPv6 is null or IPv6Coverage.NothingSeen && dangerous == 0)
        {
            yield return new Station(_texts["line.nothing-seen"], _texts["line.not-examined"], Unknown);
            yield break;
        }

        yield return status.FirewallEnabled switch
        {
            true => new Station(_texts["line.filter"], _texts["line.filter-on"], Plain),
            false => new Station(_texts["line.filter"], _texts["line.filter-off"], Danger),
            null => new Station(_texts["line.filter"], _texts["line.not-known"], Unknown),
        };
        yield return dangerous > 0 ? new Station(_texts["line.machines"], _texts["line.dangerous", Number(dangerous)], Danger)
            : status.Machines.Length == 0 ? new Station(_texts["line.machines"], _texts["line.not-examined"], Unknown)
            : new Station(_texts["line.machines"], _texts["line.measured", Number(status.KnownMachines.Length), Number(status.Machines.Length)], status.KnownMachines.Length < status.Machines.Length ? Unknown : Plain);
    }

    private static Station Internet() => new("Internet", "", "");

    private static void Row(HtmlWriter html, string heading, Station[] stations, int top)
    {
        html.Element("text", heading, "x", "2", "y", Number(top + 18), "class", "mark");
        for (int index = 0; index < stations.Length; index++)
        {
            Station station = stations[index];
            int left = 2 + (index * (BoxWidth + Gap)), y = top + 26, middle = left + (BoxWidth / 2);
            html.Element("rect", "", "x", Number(left), "y", Number(y), "width", Number(BoxWidth), "height", Number(BoxHeight), "rx", "4", "class", $"b {station.Look}".TrimEnd());
            html.Element("text", Shortened(station.Name), "x", Number(middle), "y", Number(y + (station.Detail.Length > 0 ? 19 : 28)), "text-anchor", "middle", "class", "mark");
            html.Element("text", Shortened(station.Detail), "x", Number(middle), "y", Number(y + 37), "text-anchor", "middle");
            if (index > 0)
            {
                html.Element("text", "→", "x", Number(left - (Gap / 2)), "y", Number(y + 28), "text-anchor", "middle", "class", "mark");
            }
        }
    }

    private static string Shortened(string text) => text.Length <= MaxText ? text : text.Substring(0, MaxText - 1) + "…";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A box: what stands there, what is known of it, and how it is drawn.</summary>
    private sealed record Station
    {
        public Station(string name, string detail, string look) => (Name, Detail, Look) = (SafeText.Clean(name), SafeText.Clean(detail), look);

        public string Name { get; }

        public string Detail { get; }

        public string Look { get; }
    }
}
