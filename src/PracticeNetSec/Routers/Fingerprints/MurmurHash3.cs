// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>
/// MurmurHash3 x86 32 (Austin Appleby, public domain reference), as search engines use it over favicons. It identifies;
/// it protects nothing.
/// </summary>
internal static class MurmurHash3
{
    private const int LineLength = 76;

    /// <summary>
    /// The favicon number of the search engines: over the picture in Base64 with a line feed after every 76 characters
    /// and at the end (the form of RFC 2045 §6.8, with LF alone).
    /// </summary>
    public static int OfFavicon(byte[] picture)
    {
        string base64 = Convert.ToBase64String(picture);
        byte[] lines = new byte[base64.Length + ((base64.Length + LineLength - 1) / LineLength)];
        int at = 0;
        for (int i = 0; i < base64.Length; i++)
        {
            lines[at++] = (byte)base64[i];
            if ((i + 1) % LineLength == 0 || i + 1 == base64.Length)
            {
                lines[at++] = (byte)'\n';
            }
        }

        return Compute(lines, 0);
    }

    public static int Compute(byte[] data, uint seed)
    {
        unchecked
        {
            uint hash = seed;
            int tail = data.Length & ~3;
            for (int i = 0; i < tail; i += 4)
            {
                hash ^= Scramble((uint)(data[i] | (data[i + 1] << 8) | (data[i + 2] << 16) | (data[i + 3] << 24)));
                hash = (RotateLeft(hash, 13) * 5) + 0xE6546B64;
            }

            uint rest = 0;
            for (int i = data.Length - 1; i >= tail; i--)
            {
                rest = (rest << 8) | data[i];
            }

            hash ^= Scramble(rest);
            hash ^= (uint)data.Length;
            hash ^= hash >> 16;
            hash *= 0x85EBCA6B;
            hash ^= hash >> 13;
            hash *= 0xC2B2AE35;
            return (int)(hash ^ (hash >> 16));
        }
    }

    private static uint Scramble(uint block) => unchecked(RotateLeft(block * 0xCC9E2D51, 15) * 0x1B873593);

    private static uint RotateLeft(uint value, int count) => (value << count) | (value >> (32 - count));
}
