// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Documents;
using PracticeNetSec.Reporting.Html;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Documents.Tests;

/// <summary>Every page in a real browser: quiet, without network, readable in light, dark, on a phone and on paper.</summary>
public sealed class PageTests
{
    private const string Hostile = "</td></svg></style><script>document.title='owned';console.log('owned')</script><img src=http://203.0.113.9/x onerror=alert(1)>\u202Egnp.exe\u0000";

    private static readonly string Check = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "check-page.js"));

    [Fact]
    public async Task Every_page_is_readable_logs_nothing_and_requests_nothing()
    {
        string folder = Tool.Folder("pages");
        await using ChromiumPage page = await ChromiumPage.OpenAsync();
        List<string> wrong = new();
        foreach ((string name, string html) in Pages())
        {
            string file = Path.Combine(folder, name + ".html");
            await File.WriteAllTextAsync(file, html);
            foreach ((string look, string media, string scheme, int width) in new[] { ("light", "screen", "light", 1000), ("dark", "screen", "dark", 1000), ("phone", "screen", "light", 360), ("print", "print", "light", 800) })
            {
                await page.ResizeAsync(width, 900);
                await page.ShowAsAsync(media, scheme);
                await page.GoAsync(file);
                wrong.AddRange(((JsonArray)(await page.EvaluateAsync(Check))!).Select(line => $"{name}, {look}: {line}"));
                await page.ShootAsync(Path.Combine(folder, $"{name}-{look}.png"));
            }
        }

        Assert.Empty(wrong);
        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, request => Assert.StartsWith("file:", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hostile_device_text_executes_nothing()
    {
        ShareReachability server = CelleCase.Server(Hostile);
        server.ComputerName = Hostile;
        server.Findings[0].Title = Hostile;
        server.Findings[0].RuleId = Hostile;
        Routers.RouterExposure router = CelleCase.Router();
        router.Identity.Model = Hostile;
        router.Practice!.Name = Hostile;
        BreachReport report = BreachReport.Create(router, new[] { server }, new BreachReportOptions { Now = CelleCase.Now });
        string folder = Tool.Folder("hostile");
        await using ChromiumPage page = await ChromiumPage.OpenAsync();
        foreach (ReportDocument document in Rendered.Documents)
        {
            string file = Path.Combine(folder, document + ".html");
            await File.WriteAllTextAsync(file, Rendered.Html(report, "de", document));
            await page.GoAsync(file);

            Assert.NotEqual("owned", (string?)await page.EvaluateAsync("document.title"));
            Assert.Equal(0, (int)(await page.EvaluateAsync("document.querySelectorAll('script,img,iframe,object,link').length"))!);
        }

        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, request => Assert.StartsWith("file:", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_keyboard_stop_is_the_skip_link()
    {
        string file = Path.Combine(Tool.Folder("keyboard"), "page.html");
        await File.WriteAllTextAsync(file, Rendered.Html(Incidents.Report()));
        await using ChromiumPage page = await ChromiumPage.OpenAsync();
        await page.GoAsync(file);

        await page.PressTabAsync();
        Assert.Equal("skip", (string?)await page.EvaluateAsync("document.activeElement.className"));
        Assert.True((bool)(await page.EvaluateAsync("document.activeElement.getBoundingClientRect().x >= 0"))!);
        await page.PressTabAsync();
        Assert.NotEqual("BODY", (string?)await page.EvaluateAsync("document.activeElement.tagName"));
    }

    [Fact]
    public async Task In_print_nothing_is_collapsed()
    {
        string file = Path.Combine(Tool.Folder("folds"), "page.html");
        await File.WriteAllTextAsync(file, Rendered.Html(Incidents.Report()));
        await using ChromiumPage page = await ChromiumPage.OpenAsync();
        await page.GoAsync(file);
        const string Hidden = "[...document.querySelectorAll('details > *:not(summary)')].filter(e => !e.getClientRects().length || !e.checkVisibility({contentVisibilityAuto:true})).length";
        Assert.NotEqual(0, (int)(await page.EvaluateAsync(Hidden))!);

        await page.ShowAsAsync("print", "light");

        Assert.Equal(0, (int)(await page.EvaluateAsync(Hidden))!);
    }

    private static IEnumerable<(string Name, string Html)> Pages()
    {
        BreachReport complete = Incidents.Report();
        BreachReport bare = CelleCase.Report(null, null, CelleCase.Server());
        foreach (ReportDocument document in Rendered.Documents)
        {
            yield return ($"complete-{document}", Rendered.Html(complete, "de", document));
            yield return ($"gaps-{document}", Rendered.Html(bare, "de", document));
        }

        yield return ("english", Rendered.Html(complete, "en"));
        yield return ("access-only", Rendered.Html(CelleCase.Report(), "de"));
        yield return ("audit", Rendered.Html(CelleCase.OfEveryKind().First(report => report.Verdict == PracticeNetSec.Model.Verdict.NotExposed)));
        yield return ("undetermined", Rendered.Html(CelleCase.OfEveryKind().Last()));
        BreachReport next = BreachReport.Create(CelleCase.Router(443), new[] { CelleCase.Server(access: ShareAccess.None) }, new BreachReportOptions
        {
            Previous = Incidents.Saved(complete),
            Phase = ReportPhase.FollowUp,
            Now = complete.CreatedAt.AddDays(1),
            Incident = Incidents.Complete(),
        });
        yield return ("follow-up", Rendered.Html(next));
        using StringWriter index = new();
        HtmlIndex.Write(index, new[] { new IndexEntry("C-1024", complete, new[] { "C-1024/C-1024.html", "C-1024/C-1024.json" }), new IndexEntry("P-2", null, Array.Empty<string>()) }, CelleCase.Now, "de");
        yield return ("index", index.ToString());
    }
}
