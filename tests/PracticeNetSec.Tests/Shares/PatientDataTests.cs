// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Shares;

public class PatientDataTests
{
    [Theory]
    [InlineData("Z01_12.03.2019_10.22.con", "billing (KVDT)")]
    [InlineData("Z05123456700_15.01.2019_14.30.con.XKM", "billing (KVDT)")]
    [InlineData("praxis.BDT", "practice export (BDT)")]
    [InlineData("befund.ldt", "laboratory and device data (LDT, GDT)")]
    [InlineData("EKG.GDT", "laboratory and device data (LDT, GDT)")]
    [InlineData("thorax.dcm", "medical images (DICOM)")]
    [InlineData("DICOMDIR", "medical images (DICOM)")]
    [InlineData("objects.idx", "practice software")]
    [InlineData("albiswin.loc", "practice software")]
    [InlineData("Mustermann_Erika_12.03.2019.pdf", "letters and findings")]
    [InlineData("Müller_Hans_Befund_01.12.2018_2.docx", "letters and findings")]
    [InlineData("Dienstplan.pdf", null)]
    [InlineData("Urlaub_2019.xlsx", null)]
    [InlineData("contract.txt", null)]
    [InlineData("KVDT", null)] // a file, not the folder
    public void Files_are_classified_by_their_names(string name, string? category) =>
        Assert.Equal(category, PatientDataCatalog.Shipped.Classify(name, isDirectory: false)?.Category["en"]);

    [Theory]
    [InlineData("TurboMed", "practice software")]
    [InlineData("PRAXISDB", "practice software")]
    [InlineData("medistar", "practice software")]
    [InlineData("Röntgen", "patient folders")]
    [InlineData("RÖNTGEN", "patient folders")]
    [InlineData("Patienten", "patient folders")]
    [InlineData("Labor", "possibly patient folders")]
    [InlineData("Gehalt", "staff data")]
    [InlineData("Urlaub", null)]
    [InlineData("befund.ldt", null)] // a folder, not the file
    public void Folders_are_classified_by_their_names(string name, string? category) =>
        Assert.Equal(category, PatientDataCatalog.Shipped.Classify(name, isDirectory: true)?.Category["en"]);

    [Fact]
    public void Every_kind_has_a_German_name_and_a_pattern() => Assert.All(PatientDataCatalog.Shipped.Kinds, kind =>
    {
        Assert.False(string.IsNullOrWhiteSpace(kind.Category["de"]));
        Assert.NotEmpty(kind.Files.Concat(kind.Folders));
        Assert.Same(kind, PatientDataCatalog.Shipped.Find(kind.Category["en"]));
    });

    [Fact]
    public void The_patterns_have_sources_and_a_date_of_the_check()
    {
        Assert.NotEmpty(PatientDataCatalog.Shipped.Sources);
        Assert.True(DateOnly.TryParseExact(PatientDataCatalog.Shipped.Checked, "yyyy-MM-dd", out _));
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a*b", "ab", true)]
    [InlineData("a*b", "aXXb", true)]
    [InlineData("a*b", "aXXbc", false)]
    [InlineData("?#", "x7", true)]
    [InlineData("?#", "xy", false)]
    [InlineData("*aab", "aaaab", true)]
    public void Patterns_match_as_described(string pattern, string name, bool matches) => Assert.Equal(matches, NamePattern.Matches(pattern, name));

    [Property]
    public Property A_name_matches_itself_and_any_prefix_with_a_star(NonNull<string> name) =>
        (name.Get.Any(character => character is '*' or '?' or '#')
            || (NamePattern.Matches(name.Get, name.Get) && NamePattern.Matches(name.Get[..(name.Get.Length / 2)] + "*", name.Get))).ToProperty();

    [Fact]
    public void A_name_built_to_backtrack_is_matched_quickly()
    {
        string name = new('_', 255);
        Stopwatch clock = Stopwatch.StartNew();
        for (int i = 0; i < 1000; i++)
        {
            PatientDataCatalog.Shipped.Classify(name, isDirectory: false);
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }
}
