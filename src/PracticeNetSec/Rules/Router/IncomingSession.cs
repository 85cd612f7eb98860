// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Bintec;

namespace PracticeNetSec.Rules.Router;

/// <summary>The router translates a session from outside to such a service: access took place.</summary>
internal sealed class IncomingSession : RouterRule
{
    public IncomingSession()
        : base("router.incoming-session")
    {
    }

    /// <inheritdoc/>
    public override bool Exposes => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        foreach (NatSession session in router.Sessions.Where(session => session.Direction == "incoming" && session.Protocol == "tcp"))
        {
            if (ServiceNames.Dangerous(session.InternalPort) is not PortService service)
            {
                continue;
            }

            DateTimeOffset? since = session.Age is TimeSpan age && age < router.EndedAt - DateTimeOffset.MinValue ? router.EndedAt - age : null;
            Finding finding = Texts.Create(
                $"{evidence.Host}:{session.ExternalPort}",
                router.EndedAt,
                new[] { Seen(session, since) },
                session.RemoteAddress,
                service.Label,
                RouterEvidence.Text(session.InternalPort));
            finding.FirstSeen = since ?? finding.FirstSeen;
            yield return finding;
        }
    }

    /// <inheritdoc/>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => NatSessionRow.IsComplete(router.Sources);

    private static Evidence Seen(NatSession session, DateTimeOffset? since)
    {
        string path = $"{session.Protocol} {session.RemoteAddress}:{session.RemotePort} -> {session.InternalAddress}:{session.InternalPort}";
        string outside = $"{session.ExternalAddress}:{RouterEvidence.Text(session.ExternalPort)}";
        return (session.ExternalAddress is null, since) switch
        {
            (true, null) => EvidenceOf.SessionSeenPort(path, session.ExternalPort),
            (true, DateTimeOffset start) => EvidenceOf.SessionSeenPortSince(path, session.ExternalPort, start),
            (false, null) => EvidenceOf.SessionSeen(path, outside),
            (false, DateTimeOffset start) => EvidenceOf.SessionSeenSince(path, outside, start),
        };
    }
}
