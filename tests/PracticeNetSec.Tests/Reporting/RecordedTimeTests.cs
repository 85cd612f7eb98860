// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text.RegularExpressions;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>A recording has no time of its own: wherever the file's time stands, it says that it is to be confirmed.</summary>
public sealed class RecordedTimeTests
{
    [Theory]
    [InlineData("de", "bestätig|Zeit der Datei|etwa")]
    [InlineData("en", "confirm|time of the file|about")]
    public void The_time_of_a_recorded_file_is_never_stated_as_a_measured_one(string language, string mark)
    {
        RouterExposure router = Samples.Router("fault");
        string time = ReportTexts.For(language).Moment(router.EndedAt);
        BreachReport report = BreachReport.Create(router, [], new BreachReportOptions { Now = router.EndedAt.AddDays(3) });
        foreach (ReportDocument document in Rendered.Documents)
        {
            string[] bare = Regex.Split(Regex.Replace(Rendered.Html(report, language, document), "<(?!/?(?:p|li|dd|dt|td|text|desc|h[1-6])\\b)[^>]*>", ""), "<[^>]*>")
                .Where(line => line.Contains(time, StringComparison.Ordinal) && !Regex.IsMatch(line, mark, RegexOptions.IgnoreCase)).ToArray();
            Assert.True(bare.Length == 0, $"{document}: {string.Join(" ¦ ", bare)}");
        }
    }
}
