// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Examination;

/// <summary>What a scan of nmap is worth: one of the wrong kind, without a usable time, or of long ago clears nothing.</summary>
internal static class ScanReport
{
    /// <summary>The source's report, complete where the scan shows the present state.</summary>
    public static SourceReport Of(NmapHost host, DateTimeOffset now)
    {
        Evidence counted = EvidenceOf.SourcePortsInScan(host.Ports.Count, host.Ports.Count(port => port.IsReachable), SourceNames.Nmap, host.EndedAt);
        Evidence? doubt = !host.IsConclusive ? EvidenceOf.SourceScanInconclusive(SourceNames.Nmap)
            : !RecordingAge.IsDated(host.EndedAt, now) ? EvidenceOf.SourceScanUndated(SourceNames.Nmap)
            : RecordingAge.IsOld(host.EndedAt, now) ? EvidenceOf.SourceScanOld((long)(now - host.EndedAt).TotalDays, SourceNames.Nmap)
            : null;
        return new SourceReport
        {
            Source = SourceNames.Nmap,
            Complete = doubt is null,
            Detail = doubt is null ? counted : SourceReport.Join(SourceNames.Nmap, new[] { counted, doubt }),
        };
    }
}
