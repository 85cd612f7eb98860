// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Threading.Tasks;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Dashboard;
using PracticeNetSec.Fleet.History;
using Xunit;
using Xunit.Abstractions;

namespace PracticeNetSec.Documents.Tests;

/// <summary>The fleet's page with 10,000 practices in a real browser: it asks nobody for anything, and it follows the hand.</summary>
public sealed class DashboardPageTests
{
    private const int Practices = 10_000;

    // Milliseconds after which a response is felt as a delay (Nielsen, Usability Engineering, 1993, chapter 5).
    private const double Felt = 100;

    private readonly ITestOutputHelper _output;

    public DashboardPageTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public async Task Ten_thousand_practices_are_searched_filtered_and_scrolled_without_a_noticeable_delay()
    {
        string folder = Tool.Folder("dashboard");
        string file = Path.Combine(folder, "fleet.html");
        await using (StreamWriter writer = File.CreateText(file))
        {
            DashboardPage.Write(writer, FleetState.Of(DashboardSamples.Fleet(Practices)), "de", null);
        }

        await using ChromiumPage page = await ChromiumPage.OpenAsync();
        await page.ResizeAsync(1280, 900);
        await GoAsync(page, file);
        await page.ShootAsync(Path.Combine(folder, "all.png"));

        double search = await MedianAsync(page, "['7', '75', '759', '7590', 'dr', 'dr 4', 'praxis 999', '445', 'zzz', '']", "search.value = step; search.dispatchEvent(new Event('input'))");
        Assert.Equal("", (string?)await page.EvaluateAsync("document.getElementById('search').value"));
        double filter = await MedianAsync(page, "[...document.querySelectorAll('[data-land]')].slice(0, 10)", "step.click()");
        await page.EvaluateAsync("document.getElementById('reset').click()");
        double scroll = await MedianAsync(page, "[...Array(50).keys()]", "viewport.scrollTop = step * 7000; viewport.dispatchEvent(new Event('scroll'))");
        await page.ShootAsync(Path.Combine(folder, "scrolled.png"));

        _output.WriteLine($"medians in ms: search {search:0.0}, filter {filter:0.0}, scroll {scroll:0.0}");
        Assert.InRange(search, 0, Felt);
        Assert.InRange(filter, 0, Felt);
        Assert.InRange(scroll, 0, Felt);
        Assert.InRange((int)(await page.EvaluateAsync("document.querySelectorAll('*').length"))!, 1, 2000);
        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, request => Assert.StartsWith("file:", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_search_finds_the_practice_and_a_click_shows_why()
    {
        string file = Path.Combine(Tool.Folder("dashboard-search"), "fleet.html");
        await using (StreamWriter writer = File.CreateText(file))
        {
            DashboardPage.Write(writer, FleetState.Of(DashboardSamples.Fleet(Practices)), "de", null);
        }

        await using ChromiumPage page = await ChromiumPage.OpenAsync();
        await GoAsync(page, file);
        await page.EvaluateAsync("search.value = 'p04711'; search.dispatchEvent(new Event('input')); document.querySelector('#rows .row').click()");

        Assert.Equal(1, (int)(await page.EvaluateAsync("document.querySelectorAll('#rows .row').length"))!);
        Assert.Contains("P04711", (string?)await page.EvaluateAsync("document.getElementById('detail').textContent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_sort_findings_filter_and_paper_has_every_practice()
    {
        string file = Path.Combine(Tool.Folder("dashboard-sort"), "fleet.html");
        await using (StreamWriter writer = File.CreateText(file))
        {
            DashboardPage.Write(writer, FleetState.Of(DashboardSamples.Fleet(300)), "de", null);
        }

        await using ChromiumPage page = await ChromiumPage.OpenAsync();
        await page.ResizeAsync(1280, 900);
        await GoAsync(page, file);
        async Task<string> FirstAsync() => (string)(await page.EvaluateAsync("document.querySelector('#rows .row').children[1].textContent.slice(0, 6)"))!;
        async Task<string> SortedAsync() => (string)(await page.EvaluateAsync("document.querySelector('[data-column=practice]').click(), document.querySelector('[data-column=practice]').parentNode.getAttribute('aria-sort')"))!;
        string worst = await FirstAsync();

        Assert.Equal("ascending P00000", await SortedAsync() + " " + await FirstAsync());
        Assert.Equal("descending P00299", await SortedAsync() + " " + await FirstAsync());
        Assert.Equal("none " + worst, await SortedAsync() + " " + await FirstAsync());

        string[] counts = ((string)(await page.EvaluateAsync("[...document.querySelectorAll('#kinds b')].map(count => count.textContent).join(' ')"))!).Split(' ');
        await page.EvaluateAsync("document.querySelector('#kinds button').click()");
        Assert.StartsWith(counts[0] + " von 300", (string?)await page.EvaluateAsync("document.getElementById('shown').textContent"), StringComparison.Ordinal);
        await page.EvaluateAsync("document.getElementById('reset').click()");

        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint')), dispatchEvent(new Event('resize'))");
        Assert.Equal(300, (int)(await page.EvaluateAsync("document.querySelectorAll('#rows .row').length"))!);
        await page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        Assert.InRange((int)(await page.EvaluateAsync("document.querySelectorAll('#rows .row').length"))!, 10, 60);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_phone_shows_the_whole_name_of_a_practice()
    {
        string file = Path.Combine(Tool.Folder("dashboard-phone"), "fleet.html");
        ExposureSnapshot[] fleet = DashboardSamples.Fleet(20);
        Array.ForEach(fleet, practice => practice.Name = "Praxis Dr. Anna Muster-Beispiel");
        await using (StreamWriter writer = File.CreateText(file))
        {
            DashboardPage.Write(writer, FleetState.Of(fleet), "de", null);
        }

        await using ChromiumPage page = await ChromiumPage.OpenAsync();
        await page.ResizeAsync(390, 844);
        await GoAsync(page, file);
        await page.ShootAsync(Path.Combine(Path.GetDirectoryName(file)!, "phone.png"));

        Assert.True((bool)(await page.EvaluateAsync("[...document.querySelectorAll('#rows .row')].every(row => row.children[1].scrollWidth <= row.children[1].clientWidth)"))!);
        Assert.True((bool)(await page.EvaluateAsync("document.documentElement.scrollWidth <= innerWidth"))!);
    }

    /// <summary>As many practices as Germany has: the page answers within two seconds, and a search without a wait that is annoying.</summary>
    [Fact]
    public async Task A_hundred_thousand_practices_are_shown_within_two_seconds()
    {
        string file = Path.Combine(Tool.Folder("dashboard-all"), "fleet.html");
        await using (StreamWriter writer = File.CreateText(file))
        {
            DashboardPage.Write(writer, FleetState.Of(DashboardSamples.Fleet(100_000)), "de", null);
        }

        await using ChromiumPage page = await ChromiumPage.OpenAsync();
        await page.ResizeAsync(1280, 900);
        double ready = await GoAsync(page, file);
        double search = await MedianAsync(page, "['7590', 'dr 4', 'praxis 999', '445', 'zzz', '']", "search.value = step; search.dispatchEvent(new Event('input'))");
        await page.ShootAsync(Path.Combine(Path.GetDirectoryName(file)!, "all.png"));

        _output.WriteLine($"{new FileInfo(file).Length / 1024} KiB, ready after {ready:0} ms, median of a search {search:0} ms");
        Assert.InRange(new FileInfo(file).Length, 0, 10_000_000);
        Assert.InRange(ready, 0, 2000);
        Assert.InRange(search, 0, 5 * Felt);
    }

    /// <summary>Opens the page and waits until its practices are shown; the milliseconds that took.</summary>
    private static async Task<double> GoAsync(ChromiumPage page, string file)
    {
        await page.GoAsync(file);
        while (!(bool)(await page.EvaluateAsync("!!document.documentElement.dataset.ready"))!)
        {
            await Task.Delay(10);
        }

        return (double)(await page.EvaluateAsync("performance.now() + 0.001"))!;
    }

    /// <summary>Median of what each step takes until the page is laid out again.</summary>
    private static async Task<double> MedianAsync(ChromiumPage page, string steps, string action) => (double)(await page.EvaluateAsync($$"""
        (() => {
          const search = document.getElementById('search'), viewport = document.getElementById('viewport'), times = [];
          for (const step of {{steps}}) {
            const start = performance.now();
            {{action}};
            document.body.getBoundingClientRect();
            times.push(performance.now() - start);
          }
          return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] + 0.001;
        })()
        """))!;
}
