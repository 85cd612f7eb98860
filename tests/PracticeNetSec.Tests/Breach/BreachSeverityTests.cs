// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Breach;
using Xunit;

namespace PracticeNetSec.Tests.Breach;

public sealed class BreachSeverityTests
{
    [Theory]
    [InlineData("1", BreachLoss.Full, BreachLoss.None, false, "4.5", SeverityBand.VeryHigh)] // Celle as read
    [InlineData("1", BreachLoss.Full, BreachLoss.Limited, false, "4.75", SeverityBand.VeryHigh)] // with write access
    [InlineData("1", BreachLoss.Full, BreachLoss.Full, true, "5.5", SeverityBand.VeryHigh)]
    [InlineData("0.25", BreachLoss.Limited, BreachLoss.None, false, "1.25", SeverityBand.Low)]
    [InlineData("0.5", BreachLoss.None, BreachLoss.None, false, "2", SeverityBand.Medium)]
    [InlineData("0.75", BreachLoss.None, BreachLoss.None, false, "3", SeverityBand.High)]
    public void SE_is_DPC_times_EI_plus_CB(string identification, BreachLoss read, BreachLoss changed, bool malicious, string score, SeverityBand band)
    {
        BreachSeverity severity = BreachSeverity.OfHealthData(
            decimal.Parse(identification, CultureInfo.InvariantCulture), read, changed, BreachLoss.None, malicious);

        Assert.Equal(decimal.Parse(score, CultureInfo.InvariantCulture), severity.Score);
        Assert.Equal(band, severity.Band);
        Assert.Equal(severity.Score, (severity.Reasons[0].Value * severity.Reasons[1].Value) + severity.Reasons.Skip(2).Sum(reason => reason.Value));
    }

    [Fact]
    public void Only_the_four_steps_of_identification_exist() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BreachSeverity.OfHealthData(0.3m, BreachLoss.None, BreachLoss.None, BreachLoss.None, false));
}
