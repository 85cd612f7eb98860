namespace PracticeNetSec.Snmp;

/// <summary>The error-status numbers that steer a reader (RFC 3416 §3); every other number is a refusal.</summary>
internal static class SnmpError
{
    public const int None = 0;

    /// <summary>The answer would not fit: ask for less.</summary>
    public const int TooBig = 1;

    /// <summary>SNMPv1's only way to say that an object is missing or that nothing follows (RFC 1157 §4.1.2).</summary>
    public const int NoSuchName = 2;

    private static readonly string[] Names =
    {
        "noError", "tooBig", "noSuchName", "badValue", "readOnly", "genErr", "noAccess", "wrongType", "wrongLength",
        "wrongEncoding", "wrongValue", "noCreation", "inconsistentValue", "resourceUnavailable", "commitFailed",
        "undoFailed", "authorizationError", "notWritable", "inconsistentName",
    };

    /// <summary>The name the standard gives an error-status.</summary>
    public static string Name(int status) => status >= 0 && status < Names.Length ? Names[status] : "unknown error";
}
