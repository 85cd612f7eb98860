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
    [InlineData("10.0.26300", SupportStatus.Supported)] // Windows 11 26H2
    [InlineData("10.0.28000", SupportStatus.Supported)] // Windows 11 26H1
    [InlineData("10.0.25398", SupportStatus.EndOfSupport)] // Windows Server, version 23H2
    [InlineData("10.0.20348", SupportStatus.Supported)]
    [InlineData("6.1.0", SupportStatus.Unknown)] // What Samba states: no Windows 7
    [InlineData("10.0.99999", SupportStatus.Unknown)]
    [InlineData(null, SupportStatus.Unknown)]
    public void The_support_status_of_a_build_is_that_of_its_products(string? build, SupportStatus status) =>
        Assert.Equal(status, WindowsLifecycle.Shipped.Judge(build, null, new DateTime(2026, 11, 24)).Status);

    [Fact]
    public void The_last_day_still_counts()
    {
        Assert.Equal(SupportStatus.Supported, WindowsLifecycle.Shipped.Judge("10.0.19045", null, new DateTime(2025, 10, 14)).Status);
        Assert.Equal(SupportStatus.EndOfSupport, WindowsLifecycle.Shipped.Judge("10.0.19045", null, new DateTime(2025, 10, 15)).Status);
    }

    [Fact]
    public void The_support_status_has_products_dates_and_source()
    {
        OsSupport support = WindowsLifecycle.Shipped.Judge("6.2.9200", null, new DateTime(2026, 11, 24));

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
    [InlineData("10.0.25398", "2025-10-24")]
    [InlineData("10.0.26300", "2029-10-09")]
    [InlineData("10.0.28000", "2029-03-13")]
    public void The_support_of_a_build_ends_with_its_last_supported_product(string build, string day) => Assert.Equal(
        DateTime.Parse(day, CultureInfo.InvariantCulture), WindowsLifecycle.Shipped.Judge(build, null, new DateTime(2026, 11, 24)).EndsOn);

    [Theory]
    [InlineData("6.0.6001", "2.0.2", true)]
    [InlineData("6.0.6002", "2.1", false)]
    [InlineData("6.1.7600", "3.0.2", false)] // macOS
    [InlineData("6.1.7601", "2.0.2", true)]
    [InlineData("6.1.7601", "2.1", true)]
    [InlineData("6.1.7601", "3.1.1", false)]
    [InlineData("6.2.9200", "3.0", true)]
    [InlineData("6.2.9200", "3.0.2", false)]
    [InlineData("6.3.9600", "3.0.2", true)]
    [InlineData("6.3.9600", "3.1.1", false)]
    [InlineData("5.2.3790", "NT LM 0.12", true)]
    [InlineData("5.2.3790", "2.0.2", false)]
    [InlineData("10.0.17763", "2.1", true)] // The newest dialects can be switched off
    [InlineData("10.0.26300", "3.1.1", true)]
    [InlineData("6.1.7601", null, true)]
    public void A_build_is_believed_only_with_a_dialect_that_it_supports(string build, string? dialect, bool believed)
    {
        OsSupport support = WindowsLifecycle.Shipped.Judge(build, dialect, new DateTime(2026, 11, 24));

        Assert.Equal(believed, support.Status != SupportStatus.Unknown);
        Assert.Equal(believed, support.Products.Length > 0);
        Assert.Equal(!believed, WindowsLifecycle.Shipped.Contradicts(build, dialect));
    }

    [Theory]
    [InlineData("6.1.0", "3.1.1")] // Samba states no version of Windows
    [InlineData(null, "3.1.1")]
    public void What_is_no_build_of_Windows_is_contradicted_by_no_dialect(string? build, string dialect) =>
        Assert.False(WindowsLifecycle.Shipped.Contradicts(build, dialect));

    [Fact]
    public void The_newest_dialect_of_every_listed_version_is_known() => Assert.All(
        WindowsLifecycle.Shipped.Builds, build => Assert.Contains(build.Build[..build.Build.LastIndexOf('.')], WindowsLifecycle.Shipped.NewestDialects.Keys));

    [Theory]
    [InlineData("2026-11-24", "10.0.14393", 49)] // Server 2016, until 2027-01-12
    [InlineData("2027-01-12", "10.0.14393", 0)]
    [InlineData("2027-01-13", "10.0.14393", null)]
    [InlineData("2026-11-24", "10.0.99999", null)]
    public void The_days_left_are_those_of_the_product_supported_longest(string day, string build, int? days)
    {
        DateTime today = DateTime.Parse(day, CultureInfo.InvariantCulture);

        Assert.Equal(days, WindowsLifecycle.Shipped.Judge(build, null, today).DaysLeft(today));
    }

    [Fact]
    public void Each_build_is_listed_once() => Assert.Equal(
        WindowsLifecycle.Shipped.Builds.Length, WindowsLifecycle.Shipped.Builds.Select(build => build.Build).Distinct().Count());
}
