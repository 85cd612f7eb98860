// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Fuzz.Engine;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Configuration;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Fuzz.Targets;

/// <summary>Configuration files that somebody saved, of every format that is read.</summary>
internal static class ConfigurationTarget
{
    public static IEnumerable<FuzzTarget> All()
    {
        yield return new FuzzTarget("router-configuration", Configuration, Recorded.Files("configurations", "*.*"), typeof(InputException))
        {
            Words = Recorded.Texts(
                "\n", "# x by RouterOS 7\n", "/ip firewall nat\nadd action=dst-nat chain=dstnat ", "to-addresses=", "dst-port=1-65535 ", "\\\n", "package firewall\n", "config redirect\n", "option src 'wan'\n", "option dest_ip ",
                "firewall.@redirect[0].src='wan'\n", "ar7cfg {\n", "forwardrules = \"tcp 0.0.0.0:1+9 1.2.3.4:1 0\";", "##### BEGIN SECTION port_forwards x\n", "allow-only-from ", "**** CFGFILE:ar7.cfg\n",
                "<opnsense>", "<nat><rule>", "<alias><name>a</name><type>port</type><content>a</content></alias>", "<!DOCTYPE a [<!ENTITY a \"b\">]>", "&a;", "\uFEFF"),
            MaxInputLength = 16 * 1024,

            // The text is decoded once and its lines are read one by one; each entry may become forwards of several protocols, ports and senders.
            Allowance = 16L * 1024 * 1024,
        };
    }

    private static void Configuration(byte[] file)
    {
        using StreamReader text = new(new MemoryStream(file));
        SourceResult read = ConfigurationSource.From(ConfigurationFile.Read(text, "router.txt", default));
        Property.Holds(read.Forwards.All(IsPossible) && (read.IPv6?.Openings ?? []).All(IsPossible), "a forward that cannot be");
        Property.Holds(!read.ForwardsComplete || read.Reports.All(report => report.Complete), "a whole table of a file that was not understood");
    }

    private static bool IsPossible(PortForward forward) => forward.ExternalStart >= 1 && forward.ExternalStart <= forward.ExternalEnd && forward.ExternalEnd <= 65535
        && forward.InternalStart >= 1 && forward.InternalStart <= forward.InternalEnd && forward.InternalEnd <= 65535;
}
