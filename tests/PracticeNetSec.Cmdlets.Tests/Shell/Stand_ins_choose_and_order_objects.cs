// SPDX-License-Identifier: MIT
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

/// <summary>Each expected value is what PowerShell 7 itself gives for the same line.</summary>
public sealed class Stand_ins_choose_and_order_objects(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string People = """
        $people = [pscustomobject]@{ a = 2; n = 'x' }, [pscustomobject]@{ a = 1; n = 'Y' },
            [pscustomobject]@{ a = $null; n = 'y' }, [pscustomobject]@{ n = 'b' }

        """;

    [Theory]
    [InlineData("1..10 | Select-Object -First 3", "1;2;3")]
    [InlineData("1..10 | Select-Object -Last 3", "8;9;10")]
    [InlineData("1..10 | Select-Object -Skip 7", "8;9;10")]
    [InlineData("1..10 | Select-Object -Skip 2 -First 2", "3;4")]
    [InlineData("1..10 | Select-Object -Skip 1 -Last 3", "7;8;9")]
    [InlineData("1..10 | Select-Object -First 2 -Last 2", "1;2;9;10")]
    [InlineData("1..10 | Select-Object -SkipLast 7", "1;2;3")]
    [InlineData("1..3 | Select-Object -First 0", "")]
    [InlineData("1, 1, 2, 1 | Select-Object -Unique", "1;2")]
    [InlineData("[pscustomobject]@{ foo = 1, 2 } | Select-Object -ExpandProperty foo", "1;2")]
    public void Select_takes_some_of_the_objects(string script, string expected) =>
        Assert.Equal(expected, engine.Run(script).WithoutErrors().Joined);

    [Theory]
    [InlineData("Select-Object n, @{ N = 'twice'; E = { $_.a * 2 } } -First 2", """[{"n":"x","twice":4},{"n":"Y","twice":2}]""")]
    [InlineData("Select-Object * -ExcludeProperty n -First 1", """{"a":2}""")]
    [InlineData("Select-Object *, missing -First 1", """{"a":2,"n":"x","missing":null}""")]
    [InlineData("Select-Object a -Unique", """[{"a":2},{"a":1},{"a":null}]""")]
    public void Select_takes_some_of_the_properties(string command, string expected) =>
        Assert.Equal(expected, engine.Run($"{People} $people | {command} | ConvertTo-Json -Compress").WithoutErrors().Joined);

    [Fact]
    public void Select_stops_what_comes_before_it_as_soon_as_it_has_enough() =>
        Assert.Equal(
            "1;2;seen 2",
            engine.Run("$seen = 0; 1..1000000 | ForEach-Object { $seen++; $_ } | Select-Object -First 2; \"seen $seen\"").WithoutErrors().Joined);

    [Fact]
    public void What_comes_after_select_still_finishes() =>
        Assert.Equal("3", engine.Run("1..1000000 | Select-Object -First 2 | Measure-Object -Sum | ForEach-Object Sum").WithoutErrors().Joined);

    [Fact]
    public void A_property_that_cannot_be_expanded_is_an_error_of_its_own()
    {
        EngineResult result = engine.Run("1, [pscustomobject]@{ q = 5 } | Select-Object -ExpandProperty q");

        Assert.Equal("5", result.Joined);
        Assert.StartsWith("ExpandPropertyNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$people | Sort-Object a | ForEach-Object n", "y;Y;x;b")]
    [InlineData("$people | Sort-Object a -Descending | ForEach-Object n", "x;Y;y;b")]
    [InlineData("$people | Sort-Object n | ForEach-Object n", "b;x;Y;y")]
    [InlineData("$people | Sort-Object @{ e = { $_.a }; Descending = $true }, n | ForEach-Object n", "x;Y;b;y")]
    [InlineData("3, 1, 2, 3, 1 | Sort-Object -Unique", "1;2;3")]
    [InlineData("3, 1, 2 | Sort-Object -Descending -Top 2", "3;2")]
    [InlineData("'b', 10, 2, 'A' | Sort-Object", "2;10;A;b")]
    [InlineData("[DayOfWeek]'Friday', [DayOfWeek]'Monday' | Sort-Object", "Monday;Friday")]
    public void Sort_orders_by_value_and_leaves_equals_in_place(string script, string expected) =>
        Assert.Equal(expected, engine.Run(People + script).WithoutErrors().Joined);

    [Theory]
    [InlineData("1..5 | Group-Object { $_ % 2 } | ForEach-Object { \"$($_.Name):$($_.Count):$($_.Group -join ',')\" }", "0:2:2,4;1:3:1,3,5")]
    [InlineData("'a', 'B', 'b' | Group-Object -NoElement | ForEach-Object { \"$($_.Name):$($_.Count)\" }", "a:1;B:2")]
    [InlineData("($people | Group-Object n -AsHashTable -AsString).x.a", "2")]
    [InlineData("1, 2, 3 | Measure-Object -Sum -Average -Minimum -Maximum | ForEach-Object { \"$($_.Count) $($_.Sum) $($_.Average) $($_.Minimum) $($_.Maximum)\" }", "3 6 2 1 3")]
    [InlineData("($people | Measure-Object).Count", "4")]
    [InlineData("$people | Measure-Object a -Sum | ForEach-Object { \"$($_.Count) $($_.Sum)\" }", "3 3")]
    [InlineData("'x' | Get-Member -Name Len* | ForEach-Object { \"$($_.MemberType) $($_.Name)\" }", "Property Length")]
    [InlineData("[pscustomobject]@{ z = 1 } | Add-Member q 2 -PassThru | ForEach-Object { \"$($_.z)$($_.q)\" }", "12")]
    [InlineData("(New-Object Version 1, 2).ToString(); (New-Object psobject -Property @{ q = 1 }).q; (New-Object System.Collections.ArrayList).Count", "1.2;1;0")]
    public void Groups_measures_members_and_new_objects(string script, string expected) =>
        Assert.Equal(expected, engine.Run(People + script).WithoutErrors().Joined);
}
