// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Sources;

/// <summary>Identity and firmware from the page <c>status.xml</c>, which needs no login.</summary>
internal sealed class StatusPageSource : IRouterSource
{
    private readonly HttpFetcher _fetcher;

    public StatusPageSource(HttpFetcher fetcher) => _fetcher = fetcher;

    public string Name => SourceNames.StatusPage;

    public async Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        IReadOnlyList<WebAnswer> answers = await WebEndpoints.AskAllAsync(Name, _fetcher, target, StatusPage.Path, cancellation).ConfigureAwait(false);
        foreach (HttpReply reply in answers.Select(answer => answer.Reply).OfType<HttpReply>().Where(reply => reply.Status == 200))
        {
            if (StatusPage.TryParse(reply.Body) is StatusPage page)
            {
                return Read(page, reply);
            }
        }

        return new SourceResult(WebEndpoints.NoPage(Name, answers, DigitalisierungsboxModel.Family));
    }

    private static SourceResult Read(StatusPage page, HttpReply reply) => new(new SourceReport
    {
        Source = SourceNames.StatusPage,
        Complete = true,
        Detail = EvidenceOf.SourceReadFrom(reply.Address.ToString(), SourceNames.StatusPage),
    })
    {
        Identity = new RouterIdentity
        {
            Vendor = "Telekom",
            Model = page.Model,
            SerialNumber = page.SerialNumber,
            SystemName = page.SystemName,
            Confidence = Confidence.High,
            Evidence = new[] { EvidenceOf.IdentityStatusPage(reply.Address.ToString(), SourceNames.StatusPage) },
        },
        Firmware = page.Firmware is null ? null : FirmwareText.Parse(page.Firmware),
    };
}
