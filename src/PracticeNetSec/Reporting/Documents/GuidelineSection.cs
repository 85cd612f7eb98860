// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>Which requirements of the KBV's IT security guideline the findings touch.</summary>
internal static class GuidelineSection
{
    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        IGrouping<string, Finding>[] touched = report.Findings
            .SelectMany(finding => finding.References.Where(reference => reference.StartsWith(GuidelineReferences.Prefix, StringComparison.Ordinal)).Select(reference => (reference, finding)))
            .GroupBy(pair => SafeText.Clean(pair.reference.Substring(GuidelineReferences.Prefix.Length)), pair => pair.finding)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToArray();
        if (touched.Length == 0)
        {
            return;
        }

        writer.Section("guideline", texts["section.guideline"], () =>
        {
            // Others have rules of their own: the KBV's numbers do not apply there.
            if (!GuidelineReferences.HasKbv(report))
            {
                writer.Text(texts["guideline." + report.Incident!.Profession]);
                return;
            }

            writer.Text(texts["guideline.intro"]);
            writer.Table(
                texts["guideline.caption"],
                new[] { texts["guideline.requirement"], texts["guideline.findings"] },
                touched.Select(group => new[]
                {
                    new DocumentCell(texts.Reference(group.Key), IsHead: true),
                    new DocumentCell(string.Join("; ", group.Select(texts.Title).Distinct().Take(MaxTitles))),
                }));
        });
    }

    private const int MaxTitles = 5;
}
