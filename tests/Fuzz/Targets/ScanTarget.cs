// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Fuzz.Engine;
using PracticeNetSec.Probing;
using PracticeNetSec.Probing.Scans;

namespace PracticeNetSec.Fuzz.Targets;

/// <summary>Results of scans that somebody saved, of every form that is read.</summary>
internal static class ScanTarget
{
    public static IEnumerable<FuzzTarget> All()
    {
        yield return new FuzzTarget("scan-results", Scan, Recorded.Files("scans", "*.*"), typeof(InvalidDataException))
        {
            Words = Recorded.Texts(
                "{\"ip\":\"1.2.3.4\",", "\"ports\":[{\"port\":1,\"proto\":\"tcp\",\"status\":\"open\"}]", "{\"ip_str\":\"::1\",", "\"data\":{\"smb\":{\"status\":\"success\"}}", "\"services\":[", "\"result\":{\"hits\":[",
                "open tcp 1 1.2.3.4 1\n", "banner udp 1 ::1 1 http\n", "#masscan\n", "\n", "[", "]", "}", ",", "null", "1e999", "\"timestamp\":\"9999999999999\"", "\uFEFF"),
            MaxInputLength = 16 * 1024,

            // Each host is kept until the end, and becomes a result with all its ports.
            Allowance = 16L * 1024 * 1024,
        };
    }

    private static void Scan(byte[] file)
    {
        foreach (NmapHost host in ScanFile.Read(new MemoryStream(file), ScanFormat.Auto))
        {
            Property.Holds(host.Address.Length > 0, "a host without an address");
            Property.Holds(host.Ports.All(port => port.Port is >= 1 and <= 65535) && host.UdpPorts.All(port => port is >= 1 and <= 65535), "a port that does not exist");
            Property.Holds(host.Ports.Select(port => port.Port).Distinct().Count() == host.Ports.Count, "a port twice");
        }
    }
}
