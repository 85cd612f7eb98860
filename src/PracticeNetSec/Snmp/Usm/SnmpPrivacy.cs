// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Snmp.Usm;

/// <summary>How the messages of an SNMPv3 user are encrypted. The numbers are stable.</summary>
public enum SnmpPrivacy
{
    /// <summary>Not at all (noAuthNoPriv, authNoPriv).</summary>
    None = 0,

    /// <summary>CBC-DES, RFC 3414 §8. Old agents only.</summary>
    Des = 1,

    /// <summary>CFB128-AES-128, RFC 3826.</summary>
    Aes128 = 2,
}
