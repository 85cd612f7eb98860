// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Reporting;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>Where a folder was not read to its end, no paper gives a count as if it were the whole.</summary>
public sealed class MinimumTests
{
    [Theory]
    [InlineData("de", "mindestens 4.462", "keine unter den geprüften Namen")]
    [InlineData("en", "at least 4,462", "none among the inspected names")]
    public void An_incomplete_count_is_reported_as_a_minimum(string language, string counted, string none)
    {
        ShareReachability server = CelleCase.Server();
        server.Shares[0].PatientData = [new PatientDataCount { Category = "billing (KVDT)", Count = 4462, IsMinimum = true, Confidence = PracticeNetSec.Model.Confidence.High }];
        server.Shares[1].IsCutShort = true;
        BreachReport report = BreachReport.Create(CelleCase.Router(), [server], new BreachReportOptions { Now = CelleCase.Now });

        Assert.Contains(counted, Rendered.Html(report, language), StringComparison.Ordinal);
        Assert.Contains(counted, Rendered.Html(report, language, ReportDocument.Authority), StringComparison.Ordinal);
        Assert.Contains(none, Rendered.Html(report, language), StringComparison.Ordinal);
        Assert.Contains("\"isMinimum\": true", Rendered.Json(report, language), StringComparison.Ordinal);
    }

    [Fact]
    public void A_complete_count_is_not_reported_as_a_minimum() =>
        Assert.DoesNotContain("mindestens", Rendered.Html(BreachReport.Create(CelleCase.Router(), [CelleCase.Server()], new BreachReportOptions { Now = CelleCase.Now })), StringComparison.Ordinal);
}
