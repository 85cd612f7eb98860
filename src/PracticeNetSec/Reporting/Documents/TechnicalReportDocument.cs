// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>Everything in one document for the practice's owner; without an exposure the audit record.</summary>
internal static class TechnicalReportDocument
{
    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        VerdictSection.Write(writer, report, texts);
        DeadlineSection.Write(writer, report, texts);
        ChangeSection.Write(writer, report, texts);
        if (report.Kind == ReportKind.BreachReport)
        {
            writer.Section("timeline", texts["section.timeline"], () => writer.Picture(new TimelinePicture(report, texts)));
        }

        if (report.Router is not null)
        {
            writer.Section("line", texts["line.title"], () => writer.Picture(new LinePicture(report, texts)));
            writer.Section("picture", texts["section.picture"], () => PortPicture.Write(writer, report, texts));
        }

        writer.Section("findings", texts["section.findings"], () => FindingSection.Write(writer, report, texts));
        if (report.Shares.Length > 0)
        {
            writer.Section("shares", texts["section.shares"], () => ShareSection.Write(writer, report, texts));
        }

        if (report.Kind == ReportKind.BreachReport)
        {
            writer.Section("fields", texts["section.fields"], () => FieldSection.Write(writer, report, texts));
            GuidelineSection.Write(writer, report, texts);
        }

        writer.Section("measured", texts["section.measured"], () => MeasurementSection.Write(writer, report, texts));
        if (report.Verdict != Verdict.NotExposed || report.Kind == ReportKind.BreachReport)
        {
            NoteSection.Write(writer, report, texts);
        }
    }
}
