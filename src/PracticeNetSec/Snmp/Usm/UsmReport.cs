// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Snmp.Usm;

/// <summary>
/// What an engine reports about a message sent to it: counters whose names identify the error (RFC 3414 §5,
/// RFC 3412 §5).
/// </summary>
internal static class UsmReport
{
    /// <summary>The boots and time sent are not the engine's: write the message again with the reported values.</summary>
    public static readonly ObjectIdentifier NotInTimeWindows = UsmStats(2);

    /// <summary>The engine has another id: write the message again with the reported id.</summary>
    public static readonly ObjectIdentifier UnknownEngineIds = UsmStats(4);

    public static readonly ObjectIdentifier UnsupportedSecurityLevels = UsmStats(1);
    public static readonly ObjectIdentifier UnknownUserNames = UsmStats(3);
    public static readonly ObjectIdentifier WrongDigests = UsmStats(5);
    public static readonly ObjectIdentifier DecryptionErrors = UsmStats(6);

    private static readonly (ObjectIdentifier Counter, Func<Evidence> Cause)[] Refusals =
    {
        (UnsupportedSecurityLevels, () => EvidenceOf.SnmpSecurityLevel()),
        (UnknownUserNames, () => EvidenceOf.SnmpUserUnknown()),
        (WrongDigests, () => EvidenceOf.SnmpDigestWrong()),
        (DecryptionErrors, () => EvidenceOf.SnmpDecryptionFailed()),
        (ObjectIdentifier.Of(1, 3, 6, 1, 6, 3, 11, 2, 1, 1), () => EvidenceOf.SnmpNoUserSecurity()),
        (ObjectIdentifier.Of(1, 3, 6, 1, 6, 3, 12, 1, 4), () => EvidenceOf.SnmpContextUnavailable()),
        (ObjectIdentifier.Of(1, 3, 6, 1, 6, 3, 12, 1, 5), () => EvidenceOf.SnmpContextUnknown()),
    };

    /// <summary>True when the report contains this counter.</summary>
    public static bool Holds(SnmpPdu report, ObjectIdentifier counter) => report.Bindings.Any(binding => binding.Name.IsWithin(counter));

    /// <summary>Why the engine refuses; null when the message must be written again with the reported values.</summary>
    public static Evidence? RefusalIn(SnmpPdu report)
    {
        if (Holds(report, NotInTimeWindows) || Holds(report, UnknownEngineIds))
        {
            return null;
        }

        return Refusals.FirstOrDefault(refusal => Holds(report, refusal.Counter)).Cause?.Invoke() ?? EvidenceOf.SnmpReportUnknown();
    }

    private static ObjectIdentifier UsmStats(uint number) => ObjectIdentifier.Of(1, 3, 6, 1, 6, 3, 15, 1, 1, number);
}
