// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Snmp.Usm;

/// <summary>How the messages of an SNMPv3 user are authenticated. The numbers are stable.</summary>
public enum SnmpAuthentication
{
    /// <summary>Not at all (noAuthNoPriv).</summary>
    None = 0,

    /// <summary>HMAC-MD5-96, RFC 3414 §6. Old agents only.</summary>
    Md5 = 1,

    /// <summary>HMAC-SHA-96, RFC 3414 §7.</summary>
    Sha1 = 2,

    /// <summary>HMAC-192-SHA-256, RFC 7860 §4.1.</summary>
    Sha256 = 3,

    /// <summary>HMAC-256-SHA-384, RFC 7860 §4.1.</summary>
    Sha384 = 4,

    /// <summary>HMAC-384-SHA-512, RFC 7860 §4.1.</summary>
    Sha512 = 5,
}
