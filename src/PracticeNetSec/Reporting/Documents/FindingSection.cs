// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>Each finding: what it is, what it means, what to do, and the evidence in a collapsible section.</summary>
internal static class FindingSection
{
    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        if (report.Findings.Length == 0)
        {
            writer.Text(texts["finding.none"]);
        }

        foreach (Finding finding in report.Findings)
        {
            writer.Card(finding.Severity, texts.Of(finding.Severity), texts.Title(finding), () => One(writer, report, finding, texts));
        }
    }

    private static void One(DocumentWriter writer, BreachReport report, Finding finding, ReportTexts texts)
    {
        if (texts.Meaning(finding) is string meaning)
        {
            writer.Labelled(texts["finding.meaning"], meaning);
        }

        writer.Labelled(texts["finding.remedy"], texts.Remediation(finding));
        writer.Fold(texts["finding.evidence"], () =>
        {
            writer.Text(texts["finding.target", finding.Target]);
            writer.Lines(FieldSection.Codes(finding.Evidence, texts));
            writer.Text(string.Join("; ", GuidelineReferences.Of(finding, report).Select(texts.Reference).Append(SafeText.Clean(finding.RuleId))), ParagraphStyle.Small);
        });
    }
}
