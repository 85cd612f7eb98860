// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting.Papers;

/// <summary>From where, when and with what it was measured, and what stays open.</summary>
internal static class MeasurementSection
{
    public static void Write(PaperWriter writer, BreachReport report, ReportTexts texts)
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
                .Append(new PaperTerm("SMB", server.Dialects.Length == 0 ? texts["measured.unknown"] : SafeText.Clean(string.Join(", ", server.Dialects)))));
            Reasons(writer, server.Reasons, texts);
        }

        writer.Text(texts["measured.harmless"]);
        writer.Heading(texts["measured.open-points"]);
        if (report.Unchecked.Length == 0)
        {
            writer.Text(texts["measured.no-open-points"]);
            return;
        }

        writer.Lines(report.Unchecked.Select(line => new PaperLine(texts.Of(line))));
    }

    private static void Router(PaperWriter writer, RouterExposure router, ReportTexts texts)
    {
        writer.Heading($"{texts["measured.router"]} {SafeText.Clean(router.ComputerName)}");
        PaperTerm[] device =
        {
            new(texts["measured.router"], router.Identity.Model is null ? texts["measured.unknown"] : SafeText.Clean(router.Identity.ToString())),
            new(texts["measured.firmware"], router.Firmware is null ? texts["measured.unknown"] : SafeText.Clean(router.Firmware.ToString())),
        };
        writer.Terms(device
            .Concat(BreachEvidence.IsFileTime(router)
                ? new[] { new PaperTerm(texts["measured.vantage"], texts.Of(router.Vantage)), new PaperTerm(texts["measured.file"], texts["measured.file-time", texts.Moment(router.EndedAt)]) }
                : Times(router.Vantage, router.StartedAt, router.EndedAt, texts))
            .Append(new PaperTerm(texts["measured.ports"], texts.Count(router.Ports.Select(port => port.Port).Distinct().Count()))));
        if (router.Sources.Length > 0)
        {
            writer.Fold(texts["measured.sources"], () => writer.Lines(router.Sources.Select(source => Source(source, texts))));
        }

        Reasons(writer, router.Reasons, texts);
    }

    /// <summary>What a source gave, and whether it was read to its end.</summary>
    internal static PaperLine Source(SourceReport source, ReportTexts texts) => new(
        EvidenceLine.Of(source.Detail, texts),
        $"{EvidenceLine.Word(source.Source, texts)} ({texts[source.Complete ? "measured.complete" : "measured.incomplete"]})");

    private static PaperTerm[] Times(Vantage vantage, DateTimeOffset from, DateTimeOffset until, ReportTexts texts) => new[]
    {
        new PaperTerm(texts["measured.vantage"], texts.Of(vantage)),
        new PaperTerm(texts["measured.from"], from == default ? texts["measured.unknown"] : texts.Moment(from)),
        new PaperTerm(texts["measured.until"], until == default ? texts["measured.unknown"] : texts.Moment(until)),
    };

    private static void Reasons(PaperWriter writer, Evidence[] reasons, ReportTexts texts)
    {
        if (reasons.Length > 0)
        {
            writer.Fold(texts["measured.reasons"], () => writer.Lines(reasons.Select(reason => new PaperLine(EvidenceLine.Of(reason, texts)))));
        }
    }
}
