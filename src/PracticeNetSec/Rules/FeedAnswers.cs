// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules;

/// <summary>What a feed of others' measurements reported. It stays among the sources, so that a later assessment sees it as well.</summary>
internal static class FeedAnswers
{
    /// <summary>
    /// Services for the internal network: by what the feed states of them, else, where it only names a port over UDP, by the data of forwards.
    /// What answered over TCP is among the measured ports.
    /// </summary>
    public static IEnumerable<FeedAnswer> Of(RouterObservation observed) =>
        observed.Sources.Select(report => Stated(report) ?? OverUdp(report)).OfType<FeedAnswer>();

    /// <summary>All statements of feeds with one of these codes, each with the report that it is in.</summary>
    public static IEnumerable<(Evidence Statement, SourceReport Report)> With(RouterObservation observed, params string[] codes) =>
        from report in observed.Sources
        from part in report.Parts
        where codes.Contains(part.Code)
        select (part, report);

    /// <summary>The severity as Shadowserver writes it (severity.md of its schema).</summary>
    public static Severity SeverityOf(Evidence statement) => statement.Get<string>("severity") switch
    {
        "critical" => Severity.Critical,
        "high" => Severity.High,
        "medium" => Severity.Medium,
        "low" => Severity.Low,
        "info" => Severity.Information,
        _ => Severity.Critical,
    };

    /// <summary>The finding with the times that its reports state: since when, else when it was observed, and when last.</summary>
    public static Finding At(this Finding finding, IReadOnlyCollection<SourceReport> reports)
    {
        DateTimeOffset?[] observed = reports.SelectMany(report => report.Parts).Select(part => part.ObservedAt).ToArray();
        finding.FirstSeen = reports.Select(SinceOf).Concat(observed).Min() ?? finding.FirstSeen;
        finding.LastSeen = observed.Max() ?? finding.LastSeen;
        return finding;
    }

    private static DateTimeOffset? SinceOf(SourceReport report) =>
        report.Parts.FirstOrDefault(part => part.Code == EvidenceCode.ShadowserverSince)?.Arguments.TryGetValue("since", out object? since) == true && since is DateTimeOffset time ? time : null;

    private static FeedAnswer? Stated(SourceReport report) =>
        report.Parts.FirstOrDefault(part => part.Code == EvidenceCode.ShadowserverMustStayInside) is Evidence stated && PlaceOf(stated) is (string protocol, int port)
            ? new FeedAnswer
            {
                Report = report,
                Protocol = protocol,
                Port = port,
                Name = stated.Get<string>("name") ?? "",
                Service = stated.Get<string>("service") ?? "",

                // A service that has a row of its own there is rated as where it was measured.
                Severity = ServiceNames.DangerousServices.Any(known => known.Name == stated.Get<string>("name")) ? Severity.Critical : SeverityOf(stated),
            }
            : null;

    private static FeedAnswer? OverUdp(SourceReport report) =>
        report.Parts.FirstOrDefault(part => part.Code is EvidenceCode.ShadowserverAnswered or EvidenceCode.ShadowserverAnsweredWith) is Evidence answered
        && PlaceOf(answered) is (ServiceNames.Udp, int port)
        && ServiceNames.DangerousServices.FirstOrDefault(known => known.Protocol == ServiceNames.Udp && known.Port == port) is PortService service
            ? new FeedAnswer { Report = report, Protocol = ServiceNames.Udp, Port = port, Name = service.Name, Service = service.Label }
            : null;

    private static (string Protocol, int Port)? PlaceOf(Evidence statement)
    {
        string[] place = (statement.Get<string>("port") ?? "").Split('/');
        return place.Length == 2 && int.TryParse(place[1], NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? (place[0], port) : null;
    }
}
