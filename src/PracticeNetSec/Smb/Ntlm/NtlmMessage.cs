// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Ntlm;

/// <summary>NEGOTIATE flags ([MS-NLMP] 2.2.2.5) that we send.</summary>
[Flags]
internal enum NtlmFlags : uint
{
    None = 0,
    Unicode = 0x00000001,
    RequestTarget = 0x00000004,
    Sign = 0x00000010,
    Ntlm = 0x00000200,
    Anonymous = 0x00000800,
    AlwaysSign = 0x00008000,
    ExtendedSessionSecurity = 0x00080000,
    TargetInfo = 0x00800000,
    Version = 0x02000000,
    Key128 = 0x20000000,
    KeyExchange = 0x40000000,
    Key56 = 0x80000000,
}

/// <summary>Common parts of the three messages.</summary>
internal static class NtlmMessage
{
    public const NtlmFlags OurFlags = NtlmFlags.Unicode | NtlmFlags.RequestTarget | NtlmFlags.Ntlm | NtlmFlags.AlwaysSign
        | NtlmFlags.ExtendedSessionSecurity | NtlmFlags.Version | NtlmFlags.Key128 | NtlmFlags.Key56;

    /// <summary>Additional flags of a session with a password: a key of its own that can sign.</summary>
    public const NtlmFlags AccountFlags = OurFlags | NtlmFlags.Sign | NtlmFlags.KeyExchange;

    public const uint NegotiateType = 1;
    public const uint ChallengeType = 2;
    public const uint AuthenticateType = 3;

    public static ReadOnlySpan<byte> Signature => "NTLMSSP\0"u8;

    /// <summary>VERSION (2.2.2.10): 10.0 and NTLMSSP revision 15. It helps debugging and decides nothing.</summary>
    public static ReadOnlySpan<byte> Version => new byte[] { 10, 0, 0, 0, 0, 0, 0, 15 };

    /// <summary>The first message ([MS-NLMP] 2.2.1.1), without names.</summary>
    public static byte[] Negotiate(NtlmFlags flags = OurFlags)
    {
        WireWriter writer = new();
        writer.Bytes(Signature);
        writer.UInt32(NegotiateType);
        writer.UInt32((uint)flags);
        writer.Zeros(16); // DomainNameFields, WorkstationFields
        writer.Bytes(Version);
        return writer.ToArray();
    }
}
