// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Examination;

/// <summary>What a scan of nmap is worth: one of the wrong kind, without a usable time, or of long ago clears nothing.</summary>
internal static class ScanReport
{
    /// <summary>Age up to which a scan counts as the present state.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    private const int FirstYear = 1997; // of nmap; before it, no time was written

    private static readonly TimeSpan ClockError = TimeSpan.FromDays(1);

    /// <summary>The source's report, complete where the scan shows the present state.</summary>
    public static SourceReport Of(NmapHost host, DateTimeOffset now)
    {
        TimeSpan age = now - host.EndedAt;
        bool isDated = host.EndedAt.Year >= FirstYear && age > -ClockError;
        Evidence counted = EvidenceOf.SourcePortsInScan(host.Ports.Count, host.Ports.Count(port => port.IsReachable), SourceNames.Nmap, host.EndedAt);
        Evidence? doubt = !host.IsConclusive ? EvidenceOf.SourceScanInconclusive(SourceNames.Nmap)
            : !isDated ? EvidenceOf.SourceScanUndated(SourceNames.Nmap)
            : age > MaxAge ? EvidenceOf.SourceScanOld((long)age.TotalDays, SourceNames.Nmap)
            : null;
        return new SourceReport
        {
            Source = SourceNames.Nmap,
            Complete = doubt is null,
            Detail = doubt is null ? counted : SourceReport.Join(SourceNames.Nmap, new[] { counted, doubt }),
        };
    }
}
