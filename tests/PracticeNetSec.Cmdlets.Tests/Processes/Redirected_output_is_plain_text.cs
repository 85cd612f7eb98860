// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Processes;

/// <summary>What a job's log contains: UTF-8 without escape sequences, errors on standard error.</summary>
public sealed class Redirected_output_is_plain_text : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    /// <summary>PowerShell itself marks labels and headers of a list or table (FormatAccent) unless NO_COLOR is set; our words stay plain.</summary>
    [Theory]
    [InlineData(null, "\u001b\\[[0-9;]*[1-9][0-9;]*m\\[?(Exposed|Critical|High)")]
    [InlineData("1", "\u001b")]
    public async Task Views_and_tables_contain_no_colour_of_ours(string? noColor, string unwanted)
    {
        ProcessResult run = await Pwsh.RunWithAsync(
            null,
            start => start.Environment["NO_COLOR"] = noColor,
            "-NonInteractive",
            "-Command",
            $"Import-NmapScan '{Checkout.CelleSamples}/nmap-fault.xml' | ForEach-Object {{ $_; $_.Findings | Format-Table }}");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Exposed", run.Output, StringComparison.Ordinal);
        Assert.Contains("Critical", run.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(unwanted, run.Output + run.Error);
    }

    [Fact]
    public async Task Progress_does_not_reach_it()
    {
        string inventory = Inventory(string.Concat(Enumerable.Range(1, 5).Select(number => $"P{number};Praxis;127.0.0.{number};Dr. Muster\n")));

        ProcessResult run = await Pwsh.RunAsync("-NonInteractive", "-Command", $"Import-PracticeInventory '{inventory}' | Invoke-PracticeAudit -Port 9 -SkipShares -SkipRouter -TimeoutSeconds 0.2 | ForEach-Object PracticeId | Sort-Object");

        Assert.Equal(["P1", "P2", "P3", "P4", "P5"], run.Lines);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Umlauts_are_UTF_8_whatever_the_locale_and_errors_go_to_standard_error()
    {
        string inventory = Inventory("P1;Praxis Dr. Müller, Köln;127.0.0.1;Dr. Müßig\nP2;Übel;kein Name!;Dr. Müßig\n");

        ProcessResult run = await Pwsh.RunWithAsync(null, start => start.Environment["LANG"] = "C", "-NonInteractive", "-Command", $"Import-PracticeInventory '{inventory}' | Where-Object InventoryProblem -eq $null | ForEach-Object Name");

        Assert.Equal(["Praxis Dr. Müller, Köln"], run.Lines);
        Assert.Contains("kein Name!", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Encoding.UTF8.GetString(Encoding.UTF8.GetPreamble()), run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Inventory(string lines)
    {
        string path = Path.Combine(_folder, "practices.csv");
        File.WriteAllText(path, "PracticeId;Name;WanAddress;AuthorizedBy\n" + lines);
        return path;
    }
}
