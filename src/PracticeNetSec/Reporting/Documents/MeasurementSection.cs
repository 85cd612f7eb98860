// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>From where, when and with what it was measured, and what remains unresolved.</summary>
internal static class MeasurementSection
{
    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        if (report.Router is null && report.Shares.Length == 0)
        {
            writer.Text(texts["measured.nothing"]);
        }

        if (report.Router is RouterExposure router)
        {
            Router(writer, router, texts);
        }

        foreach (ShareReachability server in report.Shares)
        {
            writer.Heading($"{texts["measured.server"]} {SafeText.Clean(server.ComputerName)}");
            writer.Terms(Times(server.Vantage, server.StartedAt, server.EndedAt, texts)
                .Append(new DocumentTerm("SMB", server.Dialects.Length == 0 ? texts["measured.unknown"] : SafeText.Clean(string.Join(", ", server.Dialects))))
                .Concat(Coverage(server.Coverage, texts)));
            Reasons(writer, server.Reasons, texts);
        }

        if (report.LedgerHash is string ledger)
        {
            writer.Terms(new[] { new DocumentTerm(texts["measured.ledger"], ledger) });
        }

        writer.Text(texts["measured.harmless"]);
        writer.Heading(texts["measured.open-points"]);
        if (report.Unchecked.Length == 0)
        {
            writer.Text(texts["measured.no-open-points"]);
            return;
        }

        writer.Lines(report.Unchecked.Select(line => new DocumentLine(texts.Of(line))));
    }

    private static void Router(DocumentWriter writer, RouterExposure router, ReportTexts texts)
    {
        writer.Heading($"{texts["measured.router"]} {SafeText.Clean(router.ComputerName)}");
        DocumentTerm[] device =
        {
            new(texts["measured.router"], router.Identity is { Model: null, Vendor: null } ? texts["measured.unknown"] : SafeText.Clean(router.Identity.ToString())),
            new(texts["measured.firmware"], router.Firmware is null ? texts["measured.unknown"] : SafeText.Clean(router.Firmware.ToString())),
        };
        writer.Terms(device
            .Concat(BreachEvidence.IsFileTime(router)
                ? new[] { new DocumentTerm(texts["measured.vantage"], texts.Of(router.Vantage)), new DocumentTerm(texts["measured.file"], texts["measured.file-time", texts.Moment(router.EndedAt)]) }
                : Times(router.Vantage, router.StartedAt, router.EndedAt, texts))
            .Append(new DocumentTerm(texts["measured.ports"], texts.Count(router.Ports.Select(port => port.Port).Distinct().Count())))
            .Concat(Coverage(router.Coverage, texts)));
        if (router.Sources.Length > 0)
        {
            writer.Fold(texts["measured.sources"], () => writer.Lines(router.Sources.Select(source => Source(source, texts))));
        }

        Reasons(writer, router.Reasons, texts);
    }

    /// <summary>What a source returned, and whether it was read completely.</summary>
    internal static DocumentLine Source(SourceReport source, ReportTexts texts) => new(
        EvidenceLine.Of(source.Detail, texts),
        $"{EvidenceLine.Word(source.Source, texts)} ({texts[source.Complete ? "measured.complete" : "measured.incomplete"]})");

    /// <summary>What the verdict is based on; nothing where an earlier version saved the result.</summary>
    private static IEnumerable<DocumentTerm> Coverage(Coverage coverage, ReportTexts texts)
    {
        string[] statements = coverage.Statements().Select(statement => EvidenceLine.Of(statement, texts)).ToArray();
        return statements.Length == 0 ? Enumerable.Empty<DocumentTerm>() : new[] { new DocumentTerm(texts["measured.coverage"], string.Join("; ", statements)) };
    }

    private static DocumentTerm[] Times(Vantage vantage, DateTimeOffset from, DateTimeOffset until, ReportTexts texts) => new[]
    {
        new DocumentTerm(texts["measured.vantage"], texts.Of(vantage)),
        new DocumentTerm(texts["measured.from"], from == default ? texts["measured.unknown"] : texts.Moment(from)),
        new DocumentTerm(texts["measured.until"], until == default ? texts["measured.unknown"] : texts.Moment(until)),
    };

    private static void Reasons(DocumentWriter writer, Evidence[] reasons, ReportTexts texts)
    {
        if (reasons.Length > 0)
        {
            writer.Fold(texts["measured.reasons"], () => writer.Lines(reasons.Select(reason => new DocumentLine(EvidenceLine.Of(reason, texts)))));
        }
    }
}
