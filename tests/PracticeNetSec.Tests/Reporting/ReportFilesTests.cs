// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text;
using PracticeNetSec.Reporting;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

public sealed class ReportFilesTests
{
    // The longest ending of a paper, and a number against equal names.
    private const string LongestEnding = "-patients-decision.docx-99";

    [Theory]
    [InlineData('あ', 100)]
    [InlineData('ä', 300)]
    [InlineData('x', 5000)]
    [InlineData('ก', 84)]
    public void A_long_name_fits_every_file_system_and_stays_apart_from_its_neighbour(char letter, int length)
    {
        string one = ReportFiles.SafeName(new string(letter, length) + "1", "practice");
        string other = ReportFiles.SafeName(new string(letter, length) + "2", "practice");

        Assert.InRange(Encoding.UTF8.GetByteCount(one + LongestEnding), 1, 255);
        Assert.NotEqual(one, other);
        Assert.StartsWith(new string(letter, 10), one, StringComparison.Ordinal);
        Assert.Equal(one, ReportFiles.SafeName(new string(letter, length) + "1", "practice"));
    }

    [Theory]
    [InlineData("P-17", "P-17")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("CON", "_CON")]
    [InlineData("\u202Egpj.exe", "gpj.exe")]
    [InlineData("...", "practice")]
    [InlineData("Müller & Söhne", "Müller---Söhne")]
    public void A_short_name_keeps_what_is_safe_in_it(string text, string safe) => Assert.Equal(safe, ReportFiles.SafeName(text, "practice"));

    [Fact]
    public void No_file_name_contains_a_path_to_another_folder() =>
        Assert.All(Enumerable.Range(0, 0x3000).Select(code => ReportFiles.SafeName($"a{(char)code}b", "x")), name => Assert.DoesNotContain(name, c => "/\\:*?\"<>|\0\n".Contains(c)));
}
