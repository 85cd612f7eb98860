// SPDX-License-Identifier: MIT
using System.Management.Automation;
using PracticeNetSec.Shell.Hosting;
using PracticeNetSec.Shell.Interactive;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

public sealed class Line_editing_tests
{
    private readonly LineBuffer _line = new();

    [Fact]
    public void Words_are_jumped_over_and_deleted()
    {
        _line.Replace("Get-Item  some where");

        _line.WordLeft();
        Assert.Equal("Get-Item  some ".Length, _line.Cursor);
        _line.DeleteWordBefore();
        Assert.Equal("Get-Item  where", _line.Text);
        _line.Home();
        _line.WordRight();
        Assert.Equal("Get-Item  ".Length, _line.Cursor);
        _line.DeleteToStart();
        Assert.Equal("where", _line.Text);
        _line.Right();
        _line.DeleteToEnd();
        Assert.Equal("w", _line.Text);
    }

    [Fact]
    public void A_character_of_two_code_units_is_one_step()
    {
        _line.Replace("a\U0001F600b");
        _line.Left();
        _line.Left();

        Assert.Equal(1, _line.Cursor);
        _line.DeleteAfter();
        Assert.Equal("ab", _line.Text);
        _line.DeleteBefore();
        Assert.Equal("b", _line.Text);
        _line.DeleteBefore();
        _line.Left();
        Assert.Equal(0, _line.Cursor);
    }

    [Fact]
    public void The_line_being_typed_comes_back_after_a_look_at_the_history()
    {
        var history = new CommandHistory();
        history.Add("one");
        history.Add("two");
        history.Add("two");
        history.Add("  ");

        Assert.Equal("two", history.Previous("draft"));
        Assert.Equal("one", history.Previous("two"));
        Assert.Null(history.Previous("one"));
        Assert.Equal("two", history.Next());
        Assert.Equal("draft", history.Next());
        Assert.Null(history.Next());
    }

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("\u001b[31mrot\u001b[0m", 3)]
    [InlineData("日本", 4)]
    [InlineData("e\u0301", 1)]
    public void Columns_count_what_is_seen(string text, int expected) => Assert.Equal(expected, CellWidth.Of(text));

    [Theory]
    [InlineData("1 +", false)]
    [InlineData("if ($true) {", false)]
    [InlineData("@'\ntext", false)]
    [InlineData("1 + 1", true)]
    [InlineData("1 1", true)]
    public void A_statement_is_read_until_it_is_whole(string text, bool whole) => Assert.Equal(whole, InputScript.IsComplete(text));

    [Fact]
    public void Progress_fits_its_line_and_controls_no_terminal()
    {
        var record = new ProgressRecord(1, "Audit", "practice\r\n\u001b[2J" + new string('x', 200)) { PercentComplete = 25 };

        string text = ProgressLine.Describe(new ProgressRecord(0, "Fleet", "s"), record, 80);

        Assert.StartsWith("Fleet › Audit [#####...............] 25 %  practice", text, System.StringComparison.Ordinal);
        Assert.Equal(80, text.Length);
        Assert.DoesNotContain(text, char.IsControl);
    }
}
