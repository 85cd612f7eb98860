using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;

namespace PracticeNetSec.Routers.Sources;

/// <summary>Tells a TI Konnektor apart, which is not affected and must not be flagged for the router's fault.</summary>
internal sealed class KonnektorSource : IRouterSource
{
    private readonly HttpFetcher _fetcher;

    public KonnektorSource(HttpFetcher fetcher) => _fetcher = fetcher;

    public async Task<RouterReading> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        IReadOnlyList<HttpReply> replies = await WebEndpoints.GetAllAsync(_fetcher, target, KonnektorService.Path, cancellation).ConfigureAwait(false);
        bool refused = false;
        foreach (HttpReply reply in replies)
        {
            KonnektorService? service = KonnektorService.TryParse(reply);
            if (service is { IsCertain: true })
            {
                return Read(service, reply);
            }

            refused |= service is not null;
        }

        return new RouterReading(new SourceReport
        {
            Source = SourceNames.Konnektor,
            Detail = refused ? "refused to tell: a Konnektor is possible" : replies.Any() ? "not a Konnektor" : "no web server answered",
        });
    }

    private static RouterReading Read(KonnektorService service, HttpReply reply) => new(new SourceReport
    {
        Source = SourceNames.Konnektor,
        Complete = true,
        Detail = $"read from {reply.Address}",
    })
    {
        IsKonnektor = true,
        Identity = new RouterIdentity
        {
            Vendor = "gematik",
            Model = $"TI Konnektor {service.Product}".Trim(),
            Confidence = Confidence.High,
            Evidence = new[] { $"{reply.Address}: ConnectorServices of gematik" },
        },
    };
}
