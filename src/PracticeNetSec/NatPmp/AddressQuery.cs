// SPDX-License-Identifier: MIT
namespace PracticeNetSec.NatPmp;

/// <summary>
/// The one question we ask over NAT-PMP: which is your external address (RFC 6886 §3.2). It is a constant; nothing here
/// can write a request to map a port.
/// </summary>
internal static class AddressQuery
{
    /// <summary>Where gateways listen (RFC 6886 §3.1; the same port for PCP, RFC 6887 §19.1).</summary>
    public const int Port = 5351;

    /// <summary>Version 0, opcode 0. A fresh copy each time.</summary>
    public static byte[] Encode() => new byte[] { 0, 0 };
}
