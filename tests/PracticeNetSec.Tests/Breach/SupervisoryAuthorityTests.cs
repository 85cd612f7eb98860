// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Breach;

public sealed class SupervisoryAuthorityTests
{
    [Theory]
    [InlineData("30159", "NI")]
    [InlineData("10115", "BE")]
    [InlineData("80331", "BY")]
    [InlineData("70173", "BW")]
    [InlineData("60311", "HE")]
    [InlineData("40213", "NW")]
    [InlineData("24103", "SH")]
    [InlineData("D-20095", "HH")]
    [InlineData("09111", "SN")]
    [InlineData("18055", "MV")]
    public void A_postal_code_deep_inside_a_Land_decides(string code, string land) =>
        Assert.Equal(land, Assert.Single(SupervisoryAuthority.Candidates(null, code)).Land);

    [Theory]
    // Each town with the Land it lies in: the candidates must hold it, and must not pretend to be one.
    [InlineData("29221", "NI")] // Celle
    [InlineData("19273", "NI")] // Amt Neuhaus, east of the Elbe
    [InlineData("27498", "SH")] // Helgoland
    [InlineData("27499", "HH")] // Neuwerk
    [InlineData("12529", "BB")] // Schönefeld
    [InlineData("22844", "SH")] // Norderstedt
    [InlineData("28790", "NI")] // Schwanewede
    [InlineData("51598", "RP")] // Friesenhagen
    [InlineData("66482", "RP")] // Zweibrücken
    [InlineData("96515", "TH")] // Sonneberg
    [InlineData("97877", "BW")] // Wertheim
    [InlineData("04600", "TH")] // Altenburg
    [InlineData("63739", "BY")] // Aschaffenburg
    [InlineData("76829", "RP")] // Landau
    public void A_region_that_touches_several_Laender_names_them_all(string code, string land)
    {
        string[] lands = SupervisoryAuthority.Candidates("", code).Select(authority => authority.Land).ToArray();

        Assert.Contains(land, lands);
        Assert.True(lands.Length > 1);
    }

    [Fact]
    public void Every_postal_region_has_candidates_that_exist()
    {
        foreach (int region in Enumerable.Range(1, 99))
        {
            Assert.NotEmpty(SupervisoryAuthority.Candidates(null, region.ToString("00", CultureInfo.InvariantCulture) + "100"));
        }
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("123456")]
    [InlineData("00999")]
    [InlineData("1٣345")]
    [InlineData("'; x")]
    public void No_postal_code_is_an_error(string code) =>
        Assert.Equal("InvalidPostalCode", Assert.Throws<InputException>(() => SupervisoryAuthority.Candidates(null, code)).Id);

    [Fact]
    public void The_Land_takes_precedence_over_the_postal_code() =>
        Assert.Equal("NI", Assert.Single(SupervisoryAuthority.Candidates("ni", "66482")).Land);

    [Fact]
    public void Neither_Land_nor_postal_code_is_an_error() =>
        Assert.Equal("LandMissing", Assert.Throws<InputException>(() => SupervisoryAuthority.Candidates(null, " ")).Id);

    [Fact]
    public void Dentists_have_the_guideline_of_the_KZBV_and_the_authority_of_their_Land()
    {
        Assert.StartsWith("KZBV", SupervisoryAuthority.Get("BY").For(PracticeProfession.Dentist).SecurityGuideline, StringComparison.Ordinal);
        Assert.StartsWith("KBV", SupervisoryAuthority.Get("BY").For(PracticeProfession.Doctor).SecurityGuideline, StringComparison.Ordinal);
        Assert.Null(SupervisoryAuthority.Get("BY").SecurityGuideline);
    }

    [Fact]
    public void A_church_has_an_authority_of_its_own_that_is_not_invented()
    {
        SupervisoryAuthority church = SupervisoryAuthority.OfChurch(PracticeProfession.Doctor);

        Assert.False(church.IsCertain);
        Assert.Equal("", church.Land + church.Phone + church.Mail + church.BreachFormUrl);
        Assert.Equal(2, church.Hint.Count);
        Assert.All(church.Hint.Values, hint => Assert.Contains("DSG-EKD", hint, StringComparison.Ordinal));
    }

    [Fact]
    public void Hesse_and_North_Rhine_Westphalia_have_a_hint()
    {
        Assert.Contains("Frist", SupervisoryAuthority.Get("HE").Hint["de"], StringComparison.Ordinal);
        Assert.Contains("geringes Risiko", SupervisoryAuthority.Get("NW").Hint["de"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(49, 10_000_000, false)]
    [InlineData(50, 0, true)]
    [InlineData(1, 10_000_001, true)]
    public void The_BSI_is_notified_only_from_the_thresholds_on(int staff, int turnover, bool large) =>
        Assert.Equal(large, PracticeGuidelines.Shipped.IsLarge(staff, turnover));

    [Fact]
    public void Without_numbers_no_duty_towards_the_BSI_is_claimed() =>
        Assert.False(PracticeGuidelines.Shipped.IsLarge(null, null));
}
