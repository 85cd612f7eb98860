// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsvHelper;
using CsvHelper.Configuration;
using PracticeNetSec.Assessment;
using PracticeNetSec.Files;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Fleet.Feeds;

/// <summary>
/// Reads Shadowserver's reports (CSV; types and columns as in the published schema, github.com/The-Shadowserver-Foundation/report_schema, and
/// those of earlier years). A report lists only what was observed: what is missing in it proves nothing.
/// </summary>
public static class ShadowserverReport
{
    private const int MaxNamed = 20; // of thousands behind one address, a list would be no help

    /// <summary>Reads a report line by line; an invalid line is returned with an error, the others are read.</summary>
    /// <param name="path">A CSV file; its name shows the type of the report, else its columns or the tags of its lines.</param>
    /// <exception cref="InvalidDataException">The file is no Shadowserver report about addresses.</exception>
    /// <exception cref="InputException">The report says nothing about exposure; the message names why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<ShadowserverRow> Read(string path) => Read(path, _ => true);

    /// <summary>The lines about wanted addresses alone; the others are not taken apart.</summary>
    /// <param name="path">A CSV file.</param>
    /// <param name="isWanted">Decides by the address as results name it; empty for what is none.</param>
    internal static IEnumerable<ShadowserverRow> Read(string path, Func<string, bool> isWanted)
    {
        using StreamReader reader = InputFile.OpenText(path);
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture) { BadDataFound = null, MaxFieldSize = 1024 * 1024, TrimOptions = TrimOptions.Trim };
        using CsvParser parser = new(reader, configuration);
        ReportLineReader lines = new(ReportCatalog.Shipped, Path.GetFileName(path), parser.Read() ? parser.Record! : []);
        while (parser.Read())
        {
            string address = lines.AddressOf(parser);
            if (isWanted(address) && !(address.Length == 0 && IsBlank(parser)))
            {
                yield return lines.Read(parser);
            }
        }
    }

    /// <summary>Assesses what reports state about one address on one day, by the same rules as a measurement from outside.</summary>
    /// <param name="rows">Good lines of one address.</param>
    /// <param name="practice">The practice that had the address then; null when none is known.</param>
    public static RouterExposure Assess(IReadOnlyList<ShadowserverRow> rows, Practice? practice) => Assess(rows, practice, Array.Empty<Practice>());

    /// <summary>The same of an address that several practices may have had: it is attributed to none of them, and names them.</summary>
    /// <param name="rows">Good lines of one address.</param>
    /// <param name="practice">The practice that had the address then; null when none is known.</param>
    /// <param name="candidates">The practices of which one may have had it; empty where it is known which.</param>
    internal static RouterExposure Assess(IReadOnlyList<ShadowserverRow> rows, Practice? practice, IReadOnlyList<Practice> candidates)
    {
        ShadowserverRow first = rows[0];
        ShadowserverRow? known = rows.FirstOrDefault(row => row.Model is not null);
        return RouterAssessor.Expose(new RouterObservation
        {
            PracticeId = practice?.PracticeId ?? "",
            Practice = practice,
            ComputerName = first.Address,
            WanAddress = first.Address,
            Vantage = Vantage.Recorded,
            StartedAt = rows.Min(row => row.SeenAt),
            EndedAt = rows.Max(row => row.SeenAt),
            Sources = rows.Select(Source).Concat(Contest(first, candidates)).ToArray(),
            Ports = rows.Where(row => row.Port > 0 && row.Protocol == ServiceNames.Tcp).GroupBy(row => row.Port).OrderBy(same => same.Key).Select(Port).ToArray(),
            Identity = known is null ? new RouterIdentity() : new RouterIdentity
            {
                Vendor = known.Vendor,
                Model = known.Model,
                Confidence = Confidence.Low,
                Evidence = new[] { EvidenceOf.IdentityShadowserver(known.Tag, known.Reporter, known.SeenAt) },
            },
        });
    }

    private static bool IsBlank(CsvParser line)
    {
        for (int index = 0; index < line.Count; index++)
        {
            if (line[index].Length > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<SourceReport> Contest(ShadowserverRow row, IReadOnlyList<Practice> candidates)
    {
        if (candidates.Count > 0)
        {
            string names = string.Join(", ", candidates.Take(MaxNamed).Select(candidate => candidate.ToString())) + (candidates.Count > MaxNamed ? ", …" : "");
            yield return new SourceReport { Source = row.Reporter, Complete = true, Detail = EvidenceOf.LinePossiblePractices(row.Address, names, row.Reporter, row.SeenAt) };
        }
    }

    private static PortResult Port(IGrouping<int, ShadowserverRow> same) => new()
    {
        ComputerName = same.First().Address,
        Address = same.First().Address,
        Port = same.Key,
        State = PortState.Open,
        Service = ServiceNames.Find(same.Key),

        // It counts whatever the port, because Shadowserver asked the service.
        IdentifiedService = same.Select(row => row.Type?.Service is { Length: > 0 } service ? service : null).FirstOrDefault(service => service is not null),

        // A report names a web server, not what its page shows.
        IsPageUnread = same.Any(row => row.Type?.Service is "http" or "https"),
        StartedAt = same.Min(row => row.SeenAt),
        EndedAt = same.Max(row => row.SeenAt),
    };

    private static SourceReport Source(ShadowserverRow row) => new()
    {
        Source = row.Reporter,
        Complete = true,
        Detail = SourceReport.Join(row.Reporter, Statements(row)),
    };

    /// <summary>What a line states, each kind by its own code: a later assessment knows nothing else of the report.</summary>
    private static IEnumerable<Evidence> Statements(ShadowserverRow row)
    {
        if (row.UnknownType is string unknown)
        {
            yield return EvidenceOf.CheckReportTypeUnknown(unknown, row.SeenAt, row.Reporter, row.SeenAt);
            yield break;
        }

        string port = row.Port > 0 ? string.Format(CultureInfo.InvariantCulture, "{0}/{1}", row.Protocol, row.Port) : "-";
        string type = row.Type?.Name ?? "";
        if (row.Port > 0)
        {
            yield return row.Detail.Length > 0
                ? EvidenceOf.ShadowserverAnsweredWith(row.Tag, port, row.SeenAt, row.Detail, row.Reporter, row.SeenAt)
                : EvidenceOf.ShadowserverAnswered(row.Tag, port, row.SeenAt, row.Reporter, row.SeenAt);
        }
        else if (row.Compromise.Length + row.Vulnerability.Length == 0)
        {
            yield return EvidenceOf.ShadowserverListed(type, row.SeenAt, row.Reporter, row.SeenAt);
        }

        if (row.Type is { Kind: ReportedKind.AccessibleService } scan && !(row.Protocol == ServiceNames.Tcp && scan.IsKnownOverTcp))
        {
            yield return EvidenceOf.ShadowserverMustStayInside(scan.CommonName, scan.Service, port, row.Severity, row.Reporter, row.SeenAt);
        }

        if (row.Vulnerability.Length > 0)
        {
            yield return EvidenceOf.ShadowserverVulnerable(row.Vulnerability, port, type, row.Severity, row.Reporter, row.SeenAt);
        }

        if (row.Compromise.Length > 0)
        {
            yield return row.Type!.Kind == ReportedKind.EventFromInside
                ? EvidenceOf.ShadowserverEventFromInside(row.Compromise, type, row.SeenAt, row.Reporter, row.SeenAt)
                : EvidenceOf.ShadowserverCompromised(row.Compromise, type, row.SeenAt, row.Reporter, row.SeenAt);
        }

        if (row.Since is DateTimeOffset since)
        {
            yield return EvidenceOf.ShadowserverSince(since, row.Until, row.Reporter, row.SeenAt);
        }

        if (row.Port == 0 && row.Detail.Length > 0)
        {
            yield return EvidenceOf.ShadowserverDetail(row.Detail, row.Reporter, row.SeenAt);
        }
    }
}
