// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Fuzz.Engine;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Fuzz.Targets;

/// <summary>Scans that somebody saved.</summary>
internal static class NmapTarget
{
    private const int MaxHosts = 4;

    public static IEnumerable<FuzzTarget> All()
    {
        yield return new FuzzTarget("nmap-xml", Scan, Recorded.Files("nmap", "*.xml"), typeof(InvalidDataException))
        {
            Words = Recorded.Texts(
                "<host>", "</host>", "<ports>", "<port protocol=\"tcp\" portid=\"", "<extraports state=\"closed\" count=\"9\"/>", "<state state=\"open\"/>", "1-65535,", "<scaninfo protocol=\"tcp\" services=\"",
                "<address addr=\"1.2.3.4\" addrtype=\"ipv4\"/>", "<!DOCTYPE nmaprun>", "<!DOCTYPE nmaprun [<!ENTITY a \"b\">]>", "&a;", "\"", "encoding=\"utf-16\"", "encoding=\"IBM037\""),

            // Each host may name every port there is; they are given one by one and not kept.
            Allowance = MaxHosts * 32L * 1024 * 1024,
        };
    }

    private static void Scan(byte[] file)
    {
        foreach (NmapHost host in NmapScan.Read(new MemoryStream(file)).Take(MaxHosts))
        {
            Property.Holds(host.Address.Length > 0, "a host without an address");
            Property.Holds(host.Ports.All(port => port.Port is >= 1 and <= 65535), "a port that does not exist");
        }
    }
}
