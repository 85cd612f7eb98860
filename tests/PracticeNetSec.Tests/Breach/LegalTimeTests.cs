// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Breach;

public sealed class LegalTimeTests
{
    [Theory]
    [InlineData("2020-12-22 12:17", "2020-12-22T12:17+01:00")]
    [InlineData("22.12.2020 12:17", "2020-12-22T12:17+01:00")]
    [InlineData("1.7.2026 9:05", "2026-07-01T09:05+02:00")]
    [InlineData("2026-07-01T09:05:30", "2026-07-01T09:05:30+02:00")]
    [InlineData("2020-12-22T11:17Z", "2020-12-22T12:17+01:00")]
    [InlineData("2026-11-23 09:40 +01:00", "2026-11-23T09:40+01:00")]
    // The hour that comes twice: the earlier one, because the deadline counted from it is the safe one.
    [InlineData("2026-10-25 02:30", "2026-10-25T02:30+02:00")]
    public void A_time_without_offset_is_legal_time_in_Germany(string text, string expected) =>
        Assert.True(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).EqualsExact(LegalTime.Read(text)), LegalTime.Read(text).ToString("O", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-02-30 10:00")]
    [InlineData("12/22/2020 12:17")]
    [InlineData("2026-11-23")]
    // Clocks went from 02:00 to 03:00.
    [InlineData("2026-03-29 02:30")]
    public void A_time_that_does_not_exist_in_German_legal_time_is_refused(string text) =>
        Assert.Equal("InvalidTime", Assert.Throws<InputException>(() => LegalTime.Read(text)).Id);
}
