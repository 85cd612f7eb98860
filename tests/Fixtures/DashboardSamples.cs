// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.RegularExpressions;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fixtures;

/// <summary>A made-up fleet of any size, the same every time.</summary>
public static class DashboardSamples
{
    private static readonly string[] Lands = { "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH" };
    private static readonly string[] Models = { "Digitalisierungsbox Premium", "Digitalisierungsbox Smart", "FRITZ!Box 7590", "be.IP plus" };

    /// <summary>The JSON that a page's script reads.</summary>
    public static string DataOf(string page)
    {
        byte[] packed = Convert.FromBase64String(Regex.Match(page, "id=\"data\">([^<]*)<").Groups[1].Value);
        using StreamReader text = new(new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress));
        return text.ReadToEnd();
    }

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
