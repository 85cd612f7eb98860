// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>The recorded stages of <c>samples/celle</c>, judged by the product.</summary>
internal static class Samples
{
    public static readonly string[] Stages = { "fault", "first-update", "patched" };

    public static IEnumerable<(string Stage, BreachReport Report)> Reports() => Stages.Select(stage => (stage, Report(stage)));

    /// <summary>From the walk alone: nothing was measured, and the time is the file's.</summary>
    public static BreachReport Report(string stage) => BreachReport.Create(Router(stage), Array.Empty<ShareReachability>(), new BreachReportOptions());

    public static RouterExposure Router(string stage)
    {
        using RouterExaminer examiner = new(new RouterExaminationOptions());
        return examiner.ReadWalkAsync(
            Path.Combine(AppContext.BaseDirectory, "Celle", $"walk-{stage}.txt"),
            new RouterExposure { ComputerName = "203.0.113.1", PracticeId = "C-1024", Practice = CelleCase.Practice() },
            CancellationToken.None).GetAwaiter().GetResult();
    }
}
