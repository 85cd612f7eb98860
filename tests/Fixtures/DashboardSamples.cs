// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fixtures;

/// <summary>A made-up fleet of any size, the same every time.</summary>
public static class DashboardSamples
{
    private static readonly string[] Lands = { "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH" };
    private static readonly string[] Models = { "Digitalisierungsbox Premium", "Digitalisierungsbox Smart", "FRITZ!Box 7590", "be.IP plus" };

    public static ExposureSnapshot[] Fleet(int count)
    {
        Random random = new(2019);
        return Enumerable.Range(0, count).Select(number =>
        {
            int dice = random.Next(100);
            ExposureSnapshot practice = dice < 2 ? SnapshotSamples.Of($"P{number:00000}", 0, "router.widened-forward", "router.dangerous-port-open")
                : SnapshotSamples.Of($"P{number:00000}", 0, dice < 5 ? Verdict.AtRisk : dice < 12 ? Verdict.Undetermined : Verdict.NotExposed);
            practice.Name = $"Gemeinschaftspraxis Dr. Beispiel und Kollegen {number}";
            practice.Land = Lands[random.Next(Lands.Length)];
            practice.PostalCode = $"{random.Next(1000, 99999):00000}";
            practice.RouterModel = Models[random.Next(Models.Length)];
            practice.Firmware = "10.2.6.101";
            practice.OpenPorts = dice < 2 ? new[] { 443, 445 } : new[] { 443 };
            practice.Coverage = SnapshotSamples.Covered();
            practice.Reasons = new[] { EvidenceOf.RouterPortsClear() };
            return practice;
        }).ToArray();
    }
}
