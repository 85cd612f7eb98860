// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PracticeNetSec.Smb.Security;

/// <summary>
/// The key derivation of SMB 3 ([MS-SMB2] 3.1.4.2): NIST SP 800-108 in counter mode with HMAC-SHA256, a 32-bit counter and
/// 128 or 256 bits of output, so that one round is enough.
/// </summary>
internal static class KeyDerivation
{
    /// <param name="key">The session key.</param>
    /// <param name="label">What the new key is for; its terminator is added.</param>
    /// <param name="context">What it is bound to.</param>
    /// <param name="length">Bytes of the new key: 16 or 32.</param>
    public static byte[] Derive(byte[] key, string label, byte[] context, int length = AesBlocks.Length)
    {
        byte[] input = new byte[4 + label.Length + 1 + 1 + context.Length + 4];
        BinaryPrimitives.WriteUInt32BigEndian(input, 1); // i
        Encoding.ASCII.GetBytes(label, 0, label.Length, input, 4);
        context.CopyTo(input, 4 + label.Length + 1 + 1); // behind the terminator and the 0x00 of §5.1
        BinaryPrimitives.WriteUInt32BigEndian(System.MemoryExtensions.AsSpan(input, input.Length - 4), (uint)length * 8); // L
        using HMACSHA256 mac = new(key);
        byte[] derived = new byte[length];
        System.Array.Copy(mac.ComputeHash(input), derived, length);
        return derived;
    }
}
