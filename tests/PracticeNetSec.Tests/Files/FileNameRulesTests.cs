// SPDX-License-Identifier: MIT
using System.IO;
using PracticeNetSec.Files;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Files;

/// <summary>"Naming Files, Paths, and Namespaces": the same names are refused on every system.</summary>
public sealed class FileNameRulesTests // Path.Join, because Path.Combine takes a:b for a path on drive a under Windows.
{
    [Theory]
    [InlineData("aux")]
    [InlineData("AUX.html")]
    [InlineData("nul")]
    [InlineData("nul.tar.gz")]
    [InlineData("con .html")]
    [InlineData("PRN")]
    [InlineData("com1")]
    [InlineData("COM9.json")]
    [InlineData("com\u00B2.txt")]
    [InlineData("lpt3")]
    [InlineData("LPT\u00B9")]
    [InlineData("conin$")]
    [InlineData("CONOUT$.txt")]
    [InlineData("aux:stream")]
    public void A_device_is_refused(string name)
    {
        Assert.True(FileNameRules.IsDevice(name));
        Assert.Equal("ReservedFileName", Assert.Throws<InputException>(() => FileNameRules.Validate(Path.Join(Path.GetTempPath(), name))).Id);
        Assert.Equal("ReservedFileName", Assert.Throws<InputException>(() => FileNameRules.Validate(Path.Join(Path.GetTempPath(), name, "report.html"))).Id);
    }

    [Theory]
    [InlineData("auxiliary")]
    [InlineData("com0")]
    [InlineData("com10")]
    [InlineData("com")]
    [InlineData("lpt")]
    [InlineData("null.html")]
    [InlineData("report.aux")]
    [InlineData("praxis-con")]
    [InlineData(".hidden")]
    [InlineData("Prüfung ä.html")]
    public void Other_names_are_accepted(string name)
    {
        Assert.False(FileNameRules.IsDevice(name));
        FileNameRules.Validate(Path.Join(Path.GetTempPath(), name));
        FileNameRules.Validate(Path.Combine("..", ".", name));
    }

    /// <summary>A history that was begun under such a name can be continued.</summary>
    [Fact]
    [Trait("System", "Linux")]
    public void A_file_that_exists_under_Unix_is_accepted_as_it_is()
    {
        string file = Path.Join(Directory.CreateTempSubdirectory("pns").FullName, "2026-11-29T02:15.jsonl");
        Assert.Throws<InputException>(() => FileNameRules.Validate(file));
        File.WriteAllText(file, "");
        FileNameRules.Validate(file);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Theory]
    [InlineData("a:b", ":")]
    [InlineData("report.html:stream", ":")]
    [InlineData("what?", "?")]
    [InlineData("all*.html", "*")]
    [InlineData("a|b", "|")]
    [InlineData("a<b", "<")]
    [InlineData("a\"b", "\"")]
    [InlineData("a\nb", "control characters")]
    [InlineData("report.", "dot or a space")]
    [InlineData("report ", "dot or a space")]
    [InlineData("...", "dot or a space")]
    public void A_name_that_Windows_cannot_store_is_refused_with_the_reason(string name, string reason)
    {
        InputException refused = Assert.Throws<InputException>(() => FileNameRules.Validate(Path.Join(Path.GetTempPath(), name)));

        Assert.Equal("InvalidFileName", refused.Id);
        Assert.Contains(reason, refused.Message, System.StringComparison.Ordinal);
        Assert.Contains("Choose another name", refused.Message, System.StringComparison.Ordinal);
    }
}
