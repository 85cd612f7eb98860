// SPDX-License-Identifier: MIT
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
    public static string Name(int status) => status switch
    {
        AuthorizationError => "authorizationError: this community or user may not read it, or only with encryption",
        >= 0 when status < Names.Length => Names[status],
        _ => "unknown error",
    };
}
