// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

public sealed class Streams_are_kept_apart
{
    [Fact]
    public void Objects_go_to_standard_output_and_errors_to_standard_error()
    {
        ShellResult result = ShellProcess.Run("-Command", "'good'; Write-Error 'bad'; 'better'");

        Assert.Equal(["good", "better"], result.Lines);
        Assert.Equal("Write-Error: bad", result.Error.Trim());
    }

    [Fact]
    public void An_error_in_a_script_names_the_place()
    {
        using var folder = new TemporaryFolder();
        string script = folder.Write("a.ps1", "# first line\nthrow 'boom'\n");

        ShellResult result = ShellProcess.Run("-File", script);

        Assert.Empty(result.Output);
        Assert.Contains("a.ps1:2", result.Error, StringComparison.Ordinal);
        Assert.Contains("boom", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unfinished_command_names_the_place()
    {
        ShellResult result = ShellProcess.Run("-Command", "1+");

        Assert.StartsWith("ParserError: line 1, column 3: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$a = 1; ", ")", "; $b = 2", "Unexpected token ')'")]
    [InlineData("'x'; ", "if (", "; 'y'", "Missing condition in if statement")]
    [InlineData("", "1 'z'", "", "Unexpected token ''z")]
    public void A_parse_error_in_a_long_command_is_short_and_shows_its_place(string before, string wrong, string after, string message)
    {
        string Many(string text) => string.Concat(Enumerable.Repeat(text, 400));
        string command = Many(before) + wrong.Replace("z", Many("z"), StringComparison.Ordinal) + Many(after);

        ShellResult result = ShellProcess.Run("-Command", command);

        string[] lines = result.Error.TrimEnd().Split(Environment.NewLine);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(3, lines.Length);
        Assert.Contains(message, lines[0], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 260));
        int mark = lines[2].IndexOf('~', StringComparison.Ordinal);
        int column = int.Parse(Regex.Match(lines[0], @"column (\d+):").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal(command[column - 2], lines[1][mark - 1]);
        Assert.Contains(command.Substring(column - 3, 3), lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_and_messages_go_where_pwsh_sends_them()
    {
        ShellResult result = ShellProcess.Run("-Command", "Write-Warning w; Write-Verbose v -Verbose; Write-Host h; Write-Information i -InformationAction Continue");

        Assert.Equal(["WARNING: w", "VERBOSE: v", "h", "i"], result.Lines);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void Progress_never_reaches_redirected_output()
    {
        ShellResult result = ShellProcess.Run("-Command", "1..100 | ForEach-Object { Write-Progress -Activity Scan -PercentComplete $_ }; 'done'");

        Assert.Equal(["done"], result.Lines);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void Redirected_output_has_no_colours()
    {
        ShellResult result = ShellProcess.Run("-Command", "[pscustomobject]@{ Port = 445 } | Format-Table; Write-Host red -ForegroundColor Red; \"`e[31mraw`e[0m\"; Write-Error e");

        Assert.DoesNotContain('\u001b', result.Output + result.Error);
        Assert.Equal(["Port", "----", " 445", "red", "raw"], result.Lines);
    }

    [Fact]
    public void Umlauts_are_utf8_in_both_directions()
    {
        using var folder = new TemporaryFolder();
        string script = folder.Write("a.ps1", "param($Name) \"$Name aus Köln\"; $input; Write-Error 'Übel'");

        ShellResult result = ShellProcess.RunWith("Gruß\n", start => start.Environment["LANG"] = "C", "-File", script, "-Name", "Praxis Dr. Müller");

        Assert.Equal(["Praxis Dr. Müller aus Köln", "Gruß"], result.Lines);
        Assert.Contains("Übel", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Encoding.UTF8.GetString(Encoding.UTF8.GetPreamble()), result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Redirected_tables_are_120_columns_wide() =>
        Assert.InRange(ShellProcess.Run("-Command", "[pscustomobject]@{ Text = 'x' * 500; More = 1 } | Format-Table").Lines.Max(line => line.Length), 110, 120);
}
