// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Fuzz.Engine;

namespace PracticeNetSec.Fuzz.Targets;

/// <summary>Notices that somebody forwarded: CSV files and mails.</summary>
internal static class NoticeTarget
{
    public static IEnumerable<FuzzTarget> All()
    {
        yield return new FuzzTarget("abuse-notice", Notice, Recorded.Files("notices", "*.*"), typeof(InvalidDataException))
        {
            Words = Recorded.Texts("\"ip\",\"timestamp\",\"malware\"\n", "Format: ASN | IP | Timestamp (UTC)\n", "Subject: Offene SNMP-Server\n", "ip;timestamp\n", "\"\"", "|", ";", "\t", "> ", "\n", "\uFEFF"),

            // A heading may follow another on every line, and each row names its cells anew.
            Allowance = 16L * 1024 * 1024,
        };
    }

    private static void Notice(byte[] file)
    {
        using StreamReader text = new(new MemoryStream(file));
        NoticeTable table = new(text);
        Property.Holds(table.Read().All(row => row.Cells.ContainsKey(NoticeTable.Address)), "a row without an address");
    }
}
