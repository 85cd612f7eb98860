using System;
using FsCheck.Xunit;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Routers;

public sealed class FirmwareVersionTests
{
    private const string Fix = "11.01.02.102";

    [Theory]
    [InlineData("11.1.2.102")]
    [InlineData("11.01.02.102")]
    [InlineData("11.1.2.102.0")]
    public void Leading_zeros_and_missing_numbers_make_no_difference(string same)
    {
        Assert.Equal(FirmwareVersion.TryParse(Fix), FirmwareVersion.TryParse(same));
        Assert.Equal(FirmwareVersion.TryParse(Fix)!.GetHashCode(), FirmwareVersion.TryParse(same)!.GetHashCode());
        Assert.True(FirmwareVersion.IsAtLeast(same, Fix));
    }

    [Theory]
    [InlineData("11.1.2.99", false)] // by letters this would be the higher one
    [InlineData("11.1.2", false)]
    [InlineData("10.2.9.102", false)]
    [InlineData("9.1.10.101", false)]
    [InlineData("11.1.2.103", true)]
    [InlineData("11.1.10.1", true)]
    [InlineData("12.0", true)]
    public void Versions_compare_number_by_number(string version, bool fixedAlready) => Assert.Equal(fixedAlready, FirmwareVersion.IsAtLeast(version, Fix));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("11")]
    [InlineData("11.1.")]
    [InlineData(".1.2")]
    [InlineData("11.1.2-beta")]
    [InlineData("11.99999999999")]
    [InlineData("1.2.3.4.5.6.7.8.9")]
    [InlineData("١١.١")]
    public void A_version_that_is_not_known_is_never_safe(string? version) => Assert.Null(FirmwareVersion.IsAtLeast(version, Fix));

    [Fact]
    public void Our_own_data_must_hold_a_version() => Assert.Throws<FormatException>(() => FirmwareVersion.IsAtLeast("11.1", "next"));

    [Property]
    public bool The_order_is_that_of_the_numbers(byte a, byte b, byte c, byte d) =>
        Math.Sign(FirmwareVersion.TryParse($"{a}.{b}")!.CompareTo(FirmwareVersion.TryParse($"{c}.{d}"))) == Math.Sign((a, b).CompareTo((c, d)));
}
