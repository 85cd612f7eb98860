// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;

namespace PracticeNetSec.Routers.Sources;

/// <summary>Model and FRITZ!OS version of a FRITZ!Box, from pages that need no login.</summary>
internal sealed class BoxInfoSource : IRouterSource
{
    private readonly HttpFetcher _fetcher;

    public BoxInfoSource(HttpFetcher fetcher) => _fetcher = fetcher;

    public string Name => SourceNames.BoxInfo;

    public async Task<RouterReading> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        List<WebAnswer> all = new();
        foreach (string path in BoxInfo.Paths)
        {
            IReadOnlyList<WebAnswer> answers = await WebEndpoints.AskAllAsync(_fetcher, target, path, cancellation).ConfigureAwait(false);
            all.AddRange(answers);
            foreach (HttpReply reply in answers.Select(answer => answer.Reply).OfType<HttpReply>().Where(reply => reply.Status == 200 && !reply.Truncated))
            {
                if (BoxInfo.TryParse(reply.Body) is { } box)
                {
                    return Read(box, reply);
                }
            }
        }

        return new RouterReading(WebEndpoints.NoPage(Name, all, "a FRITZ!Box's page"));
    }

    private static RouterReading Read(BoxInfo box, HttpReply reply) => new(new SourceReport
    {
        Source = SourceNames.BoxInfo,
        Complete = true,
        Detail = $"read from {reply.Address}",
    })
    {
        Identity = new RouterIdentity
        {
            Vendor = "AVM",
            Model = box.Name,
            SerialNumber = box.SerialNumber,
            Confidence = Confidence.High,
            Evidence = new[] { $"{reply.Address}: {box.Name}" + (box.Hardware is null ? "" : $", hardware {box.Hardware}") },
        },
        Firmware = box.Firmware,
    };
}
