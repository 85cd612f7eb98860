// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;

namespace PracticeNetSec.Snmp;

/// <summary>The error-status numbers that a reader handles (RFC 3416 §3); every other number is a refusal.</summary>
internal static class SnmpError
{
    public const int None = 0;

    /// <summary>The answer would not fit: request less.</summary>
    public const int TooBig = 1;

    /// <summary>SNMPv1's only way to indicate that an object is missing or that nothing follows (RFC 1157 §4.1.2).</summary>
    public const int NoSuchName = 2;

    private static readonly string[] Names =
    {
        "noError", "tooBig", "noSuchName", "badValue", "readOnly", "genErr", "noAccess", "wrongType", "wrongLength",
        "wrongEncoding", "wrongValue", "noCreation", "inconsistentValue", "resourceUnavailable", "commitFailed",
        "undoFailed", "authorizationError", "notWritable", "inconsistentName",
    };

    // An agent's error for a known user without access to this object, or not at this security level.
    private const int AuthorizationError = 16;

    /// <summary>The name the standard gives an error-status, and what to do where that is known.</summary>
    public static Evidence Cause(int status) => status switch
    {
        AuthorizationError => EvidenceOf.SnmpErrorAuthorization(),
        >= 0 when status < Names.Length => EvidenceOf.SnmpError(Names[status]),
        _ => EvidenceOf.SnmpErrorUnknown(status),
    };
}
