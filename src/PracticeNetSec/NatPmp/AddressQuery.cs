// SPDX-License-Identifier: MIT
namespace PracticeNetSec.NatPmp;

/// <summary>
/// The only NAT-PMP request that is sent: for the external address (RFC 6886 §3.2). It is a constant; nothing here
/// can write a request to map a port.
/// </summary>
internal static class AddressQuery
{
    /// <summary>Where gateways listen (RFC 6886 §3.1; the same port for PCP, RFC 6887 §19.1).</summary>
    public const int Port = 5351;

    /// <summary>Version 0, opcode 0. A new copy each time.</summary>
    public static byte[] Encode() => new byte[] { 0, 0 };
}
