// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PracticeNetSec.Smb.Security;

/// <summary>
/// The key derivation of SMB 3 ([MS-SMB2] 3.1.4.2): NIST SP 800-108 in counter mode with HMAC-SHA256, a 32-bit counter and
/// 128 bits of output, so that one round is enough.
/// </summary>
internal static class KeyDerivation
{
    private const int KeyLength = 16;

    /// <param name="key">The session key.</param>
    /// <param name="label">What the new key is for; its terminator is added.</param>
    /// <param name="context">What it is bound to.</param>
    public static byte[] Derive(byte[] key, string label, byte[] context)
    {
        byte[] input = new byte[4 + label.Length + 1 + 1 + context.Length + 4];
        BinaryPrimitives.WriteUInt32BigEndian(input, 1); // i
        Encoding.ASCII.GetBytes(label, 0, label.Length, input, 4);
        context.CopyTo(input, 4 + label.Length + 1 + 1); // behind the terminator and the 0x00 of §5.1
        BinaryPrimitives.WriteUInt32BigEndian(System.MemoryExtensions.AsSpan(input, input.Length - 4), KeyLength * 8); // L
        using HMACSHA256 mac = new(key);
        byte[] derived = new byte[KeyLength];
        System.Array.Copy(mac.ComputeHash(input), derived, KeyLength);
        return derived;
    }
}
