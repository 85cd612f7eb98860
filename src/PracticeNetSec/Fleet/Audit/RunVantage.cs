// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Probing.Watch;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>The vantage point of a run: what it knows of its connection, the watch over it, and the repetition of what an outage disturbed.</summary>
internal sealed class RunVantage
{
    private readonly Witnesses _witnesses;
    private readonly VantageCheck? _check;

    private RunVantage(Witnesses witnesses, KnownNames names, VantageCheck? check, VantageWatch watch)
    {
        (_witnesses, Names, _check, Watch) = (witnesses, names, check, watch);
        Repetition = new OutageRepetition(watch);
    }

    /// <summary>Names that led to an address in this run.</summary>
    public KnownNames Names { get; }

    /// <summary>The watch.</summary>
    public VantageWatch Watch { get; }

    /// <summary>Repeats what an outage disturbed.</summary>
    public OutageRepetition Repetition { get; }

    /// <summary>Of this machine.</summary>
    public static RunVantage Of(AuditOptions options)
    {
        VantageProof proof = options.Router.Proof;
        Witnesses witnesses = new(options.Time);
        KnownNames names = new(HostAddress.ResolveAllAsync);
        CanaryWatch canaries = new(proof, options.Time);
        VantageCheck check = new(witnesses, names, canaries, proof);
        return new RunVantage(witnesses, names, check, new VantageWatch(check.RunAsync, RecoverAsync, options.Time));

        async Task RecoverAsync(DateTimeOffset since, long timestamp, CancellationToken cancellation)
        {
            witnesses.Forget(timestamp);
            OwnNetwork.Refresh();
            proof.Forget(since);
            await canaries.ProveAgainAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>With a watch of a test's own, which uses no network.</summary>
    internal static RunVantage Of(VantageWatch watch, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null) =>
        new(new Witnesses(time), new KnownNames(lookUp ?? HostAddress.ResolveAllAsync), null, watch);

    /// <summary>States that an address is examined.</summary>
    public void Sees(IPAddress address)
    {
        if (_check is not null && !HostAddress.IsPrivate(address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork)
        {
            _check.SeesInternet = true;
        }
    }

    /// <summary>Takes the open ports of a router as what is asked again.</summary>
    public void Add(RouterObservation router)
    {
        if (!router.AcceptsAllPorts)
        {
            foreach (PortResult port in router.Ports.Where(port => port.IsReachable && !port.IsAnsweredOnPath && !port.MayBeAnsweredOnPath))
            {
                _witnesses.Add(new IPEndPoint(IPAddress.Parse(port.Address), port.Port));
            }
        }
    }
}
