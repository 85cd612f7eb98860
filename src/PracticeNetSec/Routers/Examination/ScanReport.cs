// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Examination;

/// <summary>What the scan of another tool is worth: one of the wrong kind, without a usable time, or of long ago clears nothing.</summary>
internal static class ScanReport
{
    /// <summary>The source's report, complete where the scan shows the present state.</summary>
    public static SourceReport Of(NmapHost host, DateTimeOffset now)
    {
        Evidence counted = EvidenceOf.SourcePortsInScan(Math.Max(host.StatedPorts, host.Ports.Count), host.Ports.Count(port => port.IsReachable), host.Scanner, host.EndedAt);
        Evidence? doubt = !host.IsConclusive ? EvidenceOf.SourceScanInconclusive(host.Scanner)
            : !RecordingAge.IsDated(host.EndedAt, now) ? EvidenceOf.SourceScanUndated(host.Scanner)
            : RecordingAge.IsOld(host.EndedAt, now) ? EvidenceOf.SourceScanOld((long)(now - host.EndedAt).TotalDays, host.Scanner)
            : null;
        return new SourceReport
        {
            Source = host.Scanner,
            Complete = doubt is null,
            Detail = SourceReport.Join(host.Scanner, new[] { counted, doubt }.OfType<Evidence>()),
        };
    }

    /// <summary>What answered over UDP, each port in a report of its own as of a feed: what it is, its number says.</summary>
    public static IEnumerable<SourceReport> OverUdp(NmapHost host) => host.UdpPorts.Select(port => new SourceReport
    {
        Source = host.Scanner,
        Complete = true,
        Detail = EvidenceOf.ShadowserverAnswered(
            ServiceNames.DangerousServices.FirstOrDefault(known => known.Protocol == ServiceNames.Udp && known.Port == port)?.Name ?? ServiceNames.Udp,
            FormattableString.Invariant($"{ServiceNames.Udp}/{port}"),
            host.EndedAt,
            host.Scanner,
            host.EndedAt),
    });
}
