// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Fixtures;

/// <summary>The practice of 2019, with made-up names and documentation addresses.</summary>
public static class CelleCase
{
    public static readonly DateTimeOffset Aware = new(2019, 10, 14, 10, 20, 0, TimeSpan.FromHours(2));
    public static readonly DateTimeOffset Now = new(2019, 10, 14, 12, 5, 0, TimeSpan.FromHours(2));
    private static readonly DateTimeOffset Start = new(2019, 10, 14, 11, 40, 3, TimeSpan.FromHours(2));
    private static readonly int[] Open = { 80, 440, 441, 442, 443, 444, 445, 446, 447, 448, 449 };

    public static Practice Practice() => new()
    {
        PracticeId = "C-1024",
        Name = "Orthopädie am Französischen Garten",
        Land = "NI",
        IntendedPorts = new[] { 80, 443 },
    };

    public static RouterExposure Router(params int[] open)
    {
        int[] reachable = open.Length == 0 ? Open : open;
        return new()
        {
            PracticeId = "C-1024",
            Practice = Practice(),
            ComputerName = "203.0.113.1",
            Vantage = Vantage.Outside,
            Identity = new() { Vendor = "Telekom", Model = "Digitalisierungsbox Premium", Confidence = Confidence.High },
            Firmware = new() { Text = "V.11.01 Rev. 2 (Patch 1)", Version = "11.1.2.1" },
            Forwards = new[] { new PortForward { Protocol = "tcp", ExternalStart = 440, ExternalEnd = 449, InternalAddress = "192.168.2.10", InternalStart = 440, InternalEnd = 449, Source = "ipNatPresetTable" } },
            Ports = Enumerable.Range(80, 10).Concat(Enumerable.Range(439, 12)).Concat(new[] { 21, 23, 139, 1433, 3389 })
                .Select(port => new PortResult { ComputerName = "203.0.113.1", Port = port, State = reachable.Contains(port) ? PortState.Open : PortState.Filtered })
                .ToArray(),
            WidenedRanges = new[] { new WidenedRange { IntendedPort = 443, Start = 440, End = 449, Source = "forward table + measured", OpenPorts = Open.Skip(1).ToArray() } },
            Sources = new[] { new SourceReport { Source = "SNMP", Complete = true, Detail = EvidenceOf.SourceRowRead("ipNatPresetTable") } },
            Findings = new[]
            {
                FindingRule.Get("router.widened-forward").Create("203.0.113.1", Start, new[] { EvidenceOf.ForwardSeen("ipNatPresetTable", "tcp 440-449 -> 192.168.2.10:440-449"), EvidenceOf.PortsOpenInRange(Vantage.Outside, "440-449") }, "440", "449", "443"),
                FindingRule.Get("router.dangerous-port-open").Create("203.0.113.1:445", Start, new[] { EvidenceOf.PortMeasured(Vantage.Outside, 445, PortState.Open, Start) }, "445", "SMB"),
            },
            Verdict = Verdict.Exposed,
            Reasons = new[] { FindingRule.Get("router.widened-forward").Create("203.0.113.1", Start, Array.Empty<Evidence>(), "440", "449", "443").Statement },
            StartedAt = Start,
            EndedAt = Start.AddSeconds(7),
        };
    }

    /// <summary>The same router after a fix: what is not open was refused by the router itself, from a vantage point that carries it.</summary>
    public static RouterExposure Refusing(params int[] open)
    {
        RouterExposure router = Router(open);
        foreach (PortResult port in router.Ports.Where(port => !open.Contains(port.Port)))
        {
            (port.State, port.HostAnsweredAt) = (PortState.Closed, Start.AddSeconds(7));
        }

        router.ProvenPorts = router.Ports.Select(port => port.Port).ToArray();
        return router;
    }

    public static ShareReachability Server(string name = "Praxis", ShareAccess access = ShareAccess.Write) => new()
    {
        PracticeId = "C-1024",
        ComputerName = "203.0.113.1",
        Port = 445,
        State = PortState.Open,
        Dialects = new[] { "2.1", "3.0", "3.1.1" },
        Vantage = Vantage.Outside,
        AnonymousSession = access == ShareAccess.None ? SmbSessionResult.Refused : SmbSessionResult.Undetermined,
        GuestSession = access == ShareAccess.None ? SmbSessionResult.Refused : SmbSessionResult.Undetermined,
        Verdict = access >= ShareAccess.List ? Verdict.Exposed : Verdict.NotExposed,
        Shares = new[]
        {
            new SmbShare
            {
                Name = name, Type = "Disk", AnonymousAccess = ShareAccess.None, GuestAccess = access, ShareMask = 0x001f01ff, RootMask = 0x001f01ff,
                PatientData = access >= ShareAccess.List
                    ? new[] { new PatientDataCount { Category = "billing (KVDT)", Count = 12, Confidence = Confidence.High }, new PatientDataCount { Category = "medical images (DICOM)", Count = 240, Confidence = Confidence.High } }
                    : Array.Empty<PatientDataCount>(),
            },
            new SmbShare { Name = "Scans", Type = "Disk", AnonymousAccess = ShareAccess.None, GuestAccess = access == ShareAccess.None ? ShareAccess.None : ShareAccess.Read },
            new SmbShare { Name = "Chef", Type = "Disk", AnonymousAccess = ShareAccess.None, GuestAccess = ShareAccess.None },
            new SmbShare { Name = "IPC$", Type = "Ipc", AnonymousAccess = ShareAccess.Read, GuestAccess = ShareAccess.Read },
        },
        Findings = access == ShareAccess.None ? Array.Empty<Finding>() : new[]
        {
            new Finding
            {
                RuleId = "share.patient-data-writable", Severity = Severity.Critical, Target = @"\\203.0.113.1\" + name,
                Title = "Anyone can change or delete patient data without a password", Remediation = "Close the way in at the router now.",
                Evidence = new[] { EvidenceOf.RightsOfSession(ShareSessionKind.Guest, new[] { EvidenceOf.RightsMasks("0x001F01FF", "0x001F01FF", "FILE_ADD_FILE") }) }, Values = new[] { name, "203.0.113.1" },
            },
        },
        StartedAt = Start.AddSeconds(8),
        EndedAt = Start.AddSeconds(11),
    };

    public static BreachReport Report(DateTimeOffset? aware = null, RouterExposure? router = null, params ShareReachability[] servers) =>
        BreachReport.Create(router ?? Router(), servers, new BreachReportOptions { AwarenessTime = aware, Now = Now });

    public static IEnumerable<BreachReport> OfEveryKind()
    {
        yield return Report(Aware, null, Server());
        yield return Report(null, null, Server(access: ShareAccess.Read));
        yield return Report(null, null, Server(access: ShareAccess.List));
        yield return Report();
        yield return BreachReport.Create(null, Array.Empty<ShareReachability>(), new BreachReportOptions { Now = Now });
        foreach (Verdict verdict in new[] { Verdict.AtRisk, Verdict.NotExposed, Verdict.Undetermined })
        {
            RouterExposure router = Router(443);
            router.WidenedRanges = Array.Empty<WidenedRange>();
            router.Forwards = Array.Empty<PortForward>();
            router.Findings = Array.Empty<Finding>();
            router.Verdict = verdict;
            yield return BreachReport.Create(router, Array.Empty<ShareReachability>(), new BreachReportOptions { Now = Now });
        }
    }
}
