// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.Bintec.BintecMib;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>What a row of ipExtIfTable means: an interface, and whether it translates addresses.</summary>
internal static class NatInterfaceRow
{
    public const string Table = "ipExtIfTable";

    /// <summary>Reads a row; null when it names no interface. A mode with an unknown value stays unknown.</summary>
    public static NatInterface? TryRead(SnmpRow row) => row[IpExtIf.Index]?.AsInteger() is >= 0 and <= int.MaxValue and { } index
        ? new NatInterface { Index = (int)index, Mode = Mode(row[IpExtIf.Nat]) }
        : null;

    private static string Mode(SnmpValue? value) => value?.AsInteger() switch
    {
        1 => "off",
        2 => "on",
        3 => "reverse",
        4 => "loopback",
        null when value?.AsText() is "off" or "on" or "reverse" or "loopback" => value.AsText()!,
        _ => "unknown",
    };

    /// <summary>For the source's report.</summary>
    /// <param name="interfaces">The interfaces that were read.</param>
    /// <param name="kind">Names the source.</param>
    public static Evidence Account(NatInterface[] interfaces, string kind) => interfaces.Length == 0
        ? EvidenceOf.SourceNoInterface(Table, kind)
        : EvidenceOf.SourceTranslation(Table, interfaces.Select(found => EvidenceOf.SourceTranslationAt(found.Mode, found.Index)), kind);
}
