// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using System.Text;

namespace PracticeNetSec.Snmp.Usm;

/// <summary>
/// From a password to the key of one agent (RFC 3414 §2.6, §A.2; RFC 7860 §9.3): a password stretched to a megabyte and
/// hashed gives the user's key, and that key hashed together with an engine's id the key that only this engine knows.
/// </summary>
internal static class KeyLocalization
{
    private const int StretchedLength = 1024 * 1024;
    private const int Chunk = 64 * 1024;

    /// <summary>Ku, the key of the user.</summary>
    public static byte[] KeyOf(SnmpAuthentication protocol, string password)
    {
        byte[] octets = Encoding.UTF8.GetBytes(password);
        using IncrementalHash hash = IncrementalHash.CreateHash(MessageDigest.HashOf(protocol));
        byte[] chunk = new byte[Chunk];
        int next = 0;
        for (int hashed = 0; hashed < StretchedLength; hashed += Chunk)
        {
            for (int i = 0; i < Chunk; i++)
            {
                chunk[i] = octets[next];
                next = next + 1 == octets.Length ? 0 : next + 1;
            }

            hash.AppendData(chunk);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Kul, the key of the user at one engine.</summary>
    public static byte[] Localize(SnmpAuthentication protocol, byte[] key, byte[] engineId)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(MessageDigest.HashOf(protocol));
        hash.AppendData(key);
        hash.AppendData(engineId);
        hash.AppendData(key);
        return hash.GetHashAndReset();
    }
}
