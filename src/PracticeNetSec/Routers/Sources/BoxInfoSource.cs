// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Sources;

/// <summary>Model and FRITZ!OS version of a FRITZ!Box, from pages that need no login.</summary>
internal sealed class BoxInfoSource : IRouterSource
{
    private readonly HttpFetcher _fetcher;

    public BoxInfoSource(HttpFetcher fetcher) => _fetcher = fetcher;

    public string Name => SourceNames.BoxInfo;

    public async Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        List<WebAnswer> all = new();
        foreach (string path in BoxInfo.Paths)
        {
            IReadOnlyList<WebAnswer> answers = await WebEndpoints.AskAllAsync(Name, _fetcher, target, path, cancellation).ConfigureAwait(false);
            all.AddRange(answers);
            foreach (HttpReply reply in answers.Select(answer => answer.Reply).OfType<HttpReply>().Where(reply => reply.Status == 200 && !reply.Truncated))
            {
                if (BoxInfo.TryParse(reply.Body) is { } box)
                {
                    return Read(box, reply);
                }
            }
        }

        return new SourceResult(WebEndpoints.NoPage(Name, all, "FRITZ!Box"));
    }

    private static SourceResult Read(BoxInfo box, HttpReply reply) => new(new SourceReport
    {
        Source = SourceNames.BoxInfo,
        Complete = true,
        Detail = EvidenceOf.SourceReadFrom(reply.Address.ToString(), SourceNames.BoxInfo),
    })
    {
        Identity = new RouterIdentity
        {
            Vendor = "AVM",
            Model = box.Name,
            SerialNumber = box.SerialNumber,
            Confidence = Confidence.High,
            Evidence = new[]
            {
                box.Hardware is null
                    ? EvidenceOf.IdentityDescribed(reply.Address.ToString(), box.Name, SourceNames.BoxInfo)
                    : EvidenceOf.IdentityDescribedHardware(reply.Address.ToString(), box.Name, box.Hardware, SourceNames.BoxInfo),
            },
        },
        Firmware = box.Firmware,
    };
}
