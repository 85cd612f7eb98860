// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Shares;

public class WindowsLifecycleTests
{
    [Theory]
    [InlineData("5.1.2600", SupportStatus.EndOfSupport)]
    [InlineData("6.3.9600", SupportStatus.EndOfSupport)]
    [InlineData("10.0.19045", SupportStatus.EndOfSupport)] // Windows 10 22H2
    [InlineData("10.0.17763", SupportStatus.DependsOnEdition)] // Server 2019, or Windows 10 1809
    [InlineData("10.0.26100", SupportStatus.DependsOnEdition)] // Server 2025, or Windows 11 24H2 Home
    [InlineData("10.0.19041", SupportStatus.DependsOnEdition)] // What 21H2 states too, and its LTSC 2021 is mended until 2032
    [InlineData("10.0.26200", SupportStatus.Supported)]
    [InlineData("10.0.20348", SupportStatus.Supported)]
    [InlineData("6.1.0", SupportStatus.Unknown)] // What Samba states: no Windows 7
    [InlineData("10.0.99999", SupportStatus.Unknown)]
    [InlineData(null, SupportStatus.Unknown)]
    public void The_support_status_of_a_build_is_that_of_its_products(string? build, SupportStatus status) =>
        Assert.Equal(status, WindowsLifecycle.Shipped.Judge(build, new DateTime(2026, 11, 24)).Status);

    [Fact]
    public void The_last_day_still_counts()
    {
        Assert.Equal(SupportStatus.Supported, WindowsLifecycle.Shipped.Judge("10.0.19045", new DateTime(2025, 10, 14)).Status);
        Assert.Equal(SupportStatus.EndOfSupport, WindowsLifecycle.Shipped.Judge("10.0.19045", new DateTime(2025, 10, 15)).Status);
    }

    [Fact]
    public void The_support_status_has_products_dates_and_source()
    {
        OsSupport support = WindowsLifecycle.Shipped.Judge("6.2.9200", new DateTime(2026, 11, 24));

        Assert.Equal(new[] { "Windows 8 (until 2016-01-12)", "Windows Server 2012 (until 2023-10-10)" }, support.Products);
        Assert.Equal(new DateTime(2023, 10, 10), support.EndsOn);
        Assert.StartsWith("Microsoft Lifecycle", support.Source, StringComparison.Ordinal);
        Assert.NotNull(support.CheckedOn);
    }

    [Theory]
    [InlineData("6.0.6001", "2011-07-12")] // Server 2008 with SP2 lasted until 2020
    [InlineData("6.1.7600", "2013-04-09")]
    [InlineData("10.0.17134", "2021-05-11")] // Enterprise, longer than Home
    [InlineData("10.0.18362", "2022-05-10")] // 1909, which stands on it
    public void The_support_of_a_build_ends_with_its_last_supported_product(string build, string day) => Assert.Equal(
        DateTime.Parse(day, CultureInfo.InvariantCulture), WindowsLifecycle.Shipped.Judge(build, new DateTime(2026, 11, 24)).EndsOn);

    [Fact]
    public void Each_build_is_listed_once() => Assert.Equal(
        WindowsLifecycle.Shipped.Builds.Length, WindowsLifecycle.Shipped.Builds.Select(build => build.Build).Distinct().Count());
}
