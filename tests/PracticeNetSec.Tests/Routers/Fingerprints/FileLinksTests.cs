// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Linq;
using PracticeNetSec.Routers.Fingerprints;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Fingerprints;

/// <summary>A list of files is one whatever its title: its links have the names of what they lead to.</summary>
public sealed class FileLinksTests
{
    [Theory]
    [InlineData("<a href=\"../\">../</a><a href=\"befunde/\">befunde/</a><a href=\"brief.pdf\">brief.pdf</a>")] // nginx
    [InlineData("<a href=\"?C=N;O=D\">Name</a><a href=\"/\">Parent Directory</a><a href=\"befunde/\">befunde/</a><a href=\"a-very-long-name-of-a-scan.pdf\">a-very-long-name-of-..&gt;</a>")] // Apache, shortened
    [InlineData("<a href=\"./befunde/\"><svg><use></use></svg><span class=\"name\">befunde</span></a><a href=\"./brief.pdf\"><span class=\"name\">brief.pdf</span></a><a href=\"./?sort=size\">Size</a>")] // Caddy
    [InlineData("<a href=\"/C%3A\">C:</a><a href=\"/D%3A\">D:</a><a href=\"/?sort=size\">Size</a>")] // drives of Windows
    [InlineData("<a class=\"directory\" href=\"/scans%20alt/\">scans alt/</a><a class=\"file\" href='/brief.pdf'>brief.pdf</a><a href=\"https://example.org/server\">server</a>")]
    [InlineData("<A HREF=\"/Befunde/\">befunde</A><A HREF=/brief.pdf>brief.pdf</A>")]
    public void Links_under_the_names_of_their_targets_are_a_list(string page) => Assert.True(FileLinks.AreMost(page));

    [Theory]
    [InlineData("")]
    [InlineData("<a href=\"/impressum.html\">Impressum</a><a href=\"/kontakt.html\">Kontakt</a>")]
    [InlineData("<a href=\"/kontakt\">kontakt</a><a href=\"/anfahrt\">anfahrt</a>")] // a menu of words
    [InlineData("<a href=\"anamnese.pdf\">anamnese.pdf</a>")] // one form to fill in
    [InlineData("<a href=\"anamnese.pdf\">anamnese.pdf</a><a href=\"plan.pdf\">plan.pdf</a><a href=\"/team\">Team</a><a href=\"/zeiten\">Sprechzeiten</a>")]
    [InlineData("<a href=\"../\">../</a>")]
    [InlineData("<a href=\"https://example.org/a.pdf\">a.pdf</a><a href=\"https://example.org/b.pdf\">b.pdf</a>")] // another server's
    [InlineData("<abbr href=\"a.pdf\">a.pdf</abbr><a name=\"b.pdf\">b.pdf</a>")]
    [InlineData("<a href=\"a.pdf")]
    public void Menus_and_forms_are_none(string page) => Assert.False(FileLinks.AreMost(page));

    /// <summary>A device may send any page of 64 KiB: the time grows with its length alone.</summary>
    [Theory]
    [InlineData("<a ")]
    [InlineData("<a href=x>")]
    [InlineData("<a href=\"a/\">a</a>")]
    [InlineData("<")]
    public void A_hostile_page_takes_no_long_time(string part)
    {
        Stopwatch clock = Stopwatch.StartNew();

        FileLinks.AreMost(string.Concat(Enumerable.Repeat(part, 64 * 1024 / part.Length)));

        Assert.InRange(clock.ElapsedMilliseconds, 0, 2000);
    }
}
