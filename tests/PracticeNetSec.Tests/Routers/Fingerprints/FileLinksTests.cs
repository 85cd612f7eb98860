// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Linq;
using PracticeNetSec.Http;
using PracticeNetSec.Routers.Fingerprints;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Fingerprints;

/// <summary>A list of files is one whatever its title: its links have the names of what they lead to.</summary>
public sealed class FileLinksTests
{
    [Theory]
    [InlineData("<a href=\"../\">../</a><a href=\"befunde/\">befunde/</a><a href=\"brief.pdf\">brief.pdf</a>")] // nginx
    [InlineData("<a href=\"../\">../</a><a href=\"Patienten/\">Patienten/</a>")] // one entry
    [InlineData("<a href=\"?C=N;O=D\">Name</a><a href=\"/\">Parent Directory</a><a href=\"befunde/\">befunde/</a><a href=\"a-very-long-name-of-a-scan.pdf\">a-very-long-name-of-..&gt;</a>")] // Apache, shortened
    [InlineData("<a href=\"./befunde/\"><svg><use></use></svg><span class=\"name\">befunde</span></a><a href=\"./brief.pdf\"><span class=\"name\">brief.pdf</span></a><a href=\"./?sort=size\">Size</a>")] // Caddy
    [InlineData("<a href=\"/C%3A\">C:</a><a href=\"/D%3A\">D:</a><a href=\"/?sort=size\">Size</a>")] // drives of Windows
    [InlineData("<a href=\"/?order=name\">Name</a><a class=\"directory\" href=\"/scans%20alt/\">scans alt/</a><a class=\"file\" href='/brief.pdf'>brief.pdf</a><a href=\"https://example.org/server\">server</a>")]
    [InlineData("<A HREF=\"?o=s\">Size</A><A HREF=http://203.0.113.7:8080/Befunde/>Befunde</A><A HREF=http://192.168.2.10/brief.pdf>brief.pdf</A>")] // its own addresses
    [InlineData("[\n{ \"name\":\"befunde\", \"type\":\"directory\", \"mtime\":\"Mon, 30 Nov 2026 10:00:00 GMT\" }\n]")]
    [InlineData("<?xml version=\"1.0\"?>\n<list>\n<directory mtime=\"2026-11-30T10:00:00Z\">befunde</directory>\n</list>")]
    public void Links_under_the_names_of_their_targets_with_an_order_are_a_list(string page) => Assert.Equal(FileLinkShare.List, Of(page));

    /// <summary>As a list without its own links looks, and a page with forms to fill in.</summary>
    [Theory]
    [InlineData("<a href=\"anamnese.pdf\">anamnese.pdf</a>")]
    [InlineData("<a href=\"anamnese.pdf\">anamnese.pdf</a><a href=\"plan.pdf\">plan.pdf</a>")]
    [InlineData("<a href=\"Patienten/\">Patienten/</a>")]
    public void Without_an_order_they_may_be_one(string page) => Assert.Equal(FileLinkShare.Some, Of(page));

    [Theory]
    [InlineData("")]
    [InlineData("<a href=\"/impressum.html\">Impressum</a><a href=\"/kontakt.html\">Kontakt</a>")]
    [InlineData("<a href=\"/kontakt\">kontakt</a><a href=\"/anfahrt\">anfahrt</a>")] // a menu of words
    [InlineData("<a href=\"/praxis/\">Praxis</a><a href=\"/team/\">Team</a><a href=\"/kontakt/\">Kontakt</a>")] // and of folders
    [InlineData("<a href=\"/praxis/\">praxis</a><a href=\"/team/\">team</a><a href=\"/kontakt/\">kontakt</a>")]
    [InlineData("<a href=\"anamnese.pdf\">anamnese.pdf</a><a href=\"plan.pdf\">plan.pdf</a><a href=\"/team\">Team</a><a href=\"/zeiten\">Sprechzeiten</a>")]
    [InlineData("<a href=\"../\">../</a>")]
    [InlineData("<a href=\"https://example.org/a.pdf\">a.pdf</a><a href=\"https://example.org/b.pdf\">b.pdf</a>")] // another server's
    [InlineData("<abbr href=\"a.pdf\">a.pdf</abbr><a name=\"b.pdf\">b.pdf</a>")]
    [InlineData("<a href=\"a.pdf")]
    [InlineData("[1, 2]")]
    public void Menus_and_forms_are_none(string page) => Assert.Equal(FileLinkShare.None, Of(page));

    /// <summary>A device may send any page: the work grows with its length alone.</summary>
    [Theory]
    [InlineData("<a ")]
    [InlineData("<a>")]
    [InlineData("<a >")]
    [InlineData("<a href=x>")]
    [InlineData("<a href=\"a/\">a</a>")]
    [InlineData("<")]
    public void A_hostile_page_takes_no_long_time(string part)
    {
        string page = string.Concat(Enumerable.Repeat(part, HttpFetcher.MaxBodyLength / part.Length));
        Stopwatch clock = Stopwatch.StartNew();

        Of(page);
        Of(page + "</a>");

        Assert.InRange(clock.ElapsedMilliseconds, 0, 1000);
    }

    private static FileLinkShare Of(string page) => FileLinks.Of(new HttpReply(new Uri("http://203.0.113.7:8080/"), 200, page, truncated: false));
}
