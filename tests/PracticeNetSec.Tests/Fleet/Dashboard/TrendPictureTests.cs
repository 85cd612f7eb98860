// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using PracticeNetSec.Fleet.Dashboard;
using PracticeNetSec.Fleet.History;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Dashboard;

/// <summary>The runs as bars, with an axis that says how many practices a height is.</summary>
public sealed class TrendPictureTests
{
    [Theory]
    [InlineData(1, "1")]
    [InlineData(3, "2 4")]
    [InlineData(17, "10 20")]
    [InlineData(58, "30 60")]
    [InlineData(61, "50 100")]
    [InlineData(100_000, "50000 100000")]
    public void The_axis_names_whole_numbers_of_practices_that_hold_every_bar(int most, string expected)
    {
        string picture = Draw(new LedgerRun { StartedAt = DateTimeOffset.UnixEpoch, Exposed = most }, new LedgerRun { StartedAt = DateTimeOffset.UnixEpoch.AddDays(1) });

        Assert.Equal(expected, string.Join(' ', Regex.Matches(picture, "text-anchor=\"end\" x=\"29\"[^>]*>([0-9]+)<").Select(mark => mark.Groups[1].Value)));
        Assert.All(Regex.Matches(picture, "<rect [^>]*y=\"([0-9.]+)\"").Select(bar => double.Parse(bar.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)), top => Assert.InRange(top, 14, 128));
    }

    [Fact]
    public void A_legend_names_each_colour()
    {
        string picture = Draw(new LedgerRun { Exposed = 1 }, new LedgerRun { AtRisk = 1 });

        Assert.Equal(["v3 exposed", "v2 atRisk", "v0 undetermined"], Regex.Matches(picture, "<li><b class=\"([^\"]+)\">■</b> ([^<]+)</li>").Select(entry => $"{entry.Groups[1].Value} {entry.Groups[2].Value}"));
    }

    private static string Draw(params LedgerRun[] runs)
    {
        using StringWriter writer = new();
        TrendPicture.Write(writer, runs, key => key);
        return writer.ToString();
    }
}
