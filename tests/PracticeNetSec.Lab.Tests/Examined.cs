// SPDX-License-Identifier: MIT
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>What tests ask of an examined router, and when two examinations say the same.</summary>
internal static class Examined
{
    public static string[] Forwards(this PSObject router) => router.Texts("Forwards");

    public static string[] Rules(this PSObject router) => [.. router.List("Findings").Select(finding => finding.Text("RuleId")).Order()];

    /// <summary>Start and end of each widened block.</summary>
    public static string[] Widened(this PSObject router) => [.. router.List("WidenedRanges").Select(range => $"{range.Text("Start")}-{range.Text("End")}").Order()];

    /// <summary>What one source reported, part by part.</summary>
    public static PSObject[] Reports(this PSObject router, string source) => [.. router.List("Sources").Where(report => report.Text("Source") == source)];

    /// <summary>The only report of a source.</summary>
    public static PSObject Report(this PSObject router, string source) => Assert.Single(router.Reports(source));

    public static bool IsComplete(this PSObject reportOrRouter, string property = "Complete") => reportOrRouter.Text(property) == "True";

    /// <summary>Fails where two examinations of one device tell another thing.</summary>
    public static void AssertSame(PSObject expected, PSObject actual)
    {
        Assert.Equal(expected.Text("Verdict"), actual.Text("Verdict"));
        Assert.Equal(expected.Forwards(), actual.Forwards());
        Assert.Equal(expected.Text("ForwardsComplete"), actual.Text("ForwardsComplete"));
        Assert.Equal(expected.Widened(), actual.Widened());
        Assert.Equal(expected.Texts("Sessions"), actual.Texts("Sessions"));
        Assert.Equal(expected.One("Identity").Text("Model"), actual.One("Identity").Text("Model"));
        Assert.Equal(expected.One("Identity").Text("SerialNumber"), actual.One("Identity").Text("SerialNumber"));
        Assert.Equal(expected.One("Firmware").Text("Version"), actual.One("Firmware").Text("Version"));
        Assert.Equal(expected.Rules(), actual.Rules());
    }

    private static string[] Texts(this PSObject router, string property) => [.. router.List(property).Select(item => item.ToString()).Order()];
}
