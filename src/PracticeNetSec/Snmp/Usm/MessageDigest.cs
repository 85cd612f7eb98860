// SPDX-License-Identifier: MIT
using System;
using System.Security.Cryptography;

namespace PracticeNetSec.Snmp.Usm;

/// <summary>The truncated HMACs of RFC 3414 §6 and §7 and of RFC 7860 §4.</summary>
internal static class MessageDigest
{
    /// <summary>Octets of msgAuthenticationParameters; 0 without authentication.</summary>
    public static int LengthOf(SnmpAuthentication protocol) => protocol switch
    {
        SnmpAuthentication.None => 0,
        SnmpAuthentication.Md5 or SnmpAuthentication.Sha1 => 12,
        SnmpAuthentication.Sha256 => 24,
        SnmpAuthentication.Sha384 => 32,
        SnmpAuthentication.Sha512 => 48,
        _ => throw new ArgumentOutOfRangeException(nameof(protocol)),
    };

    /// <summary>The hash a protocol is based on.</summary>
    public static HashAlgorithmName HashOf(SnmpAuthentication protocol) => protocol switch
    {
        SnmpAuthentication.Md5 => HashAlgorithmName.MD5,
        SnmpAuthentication.Sha1 => HashAlgorithmName.SHA1,
        SnmpAuthentication.Sha256 => HashAlgorithmName.SHA256,
        SnmpAuthentication.Sha384 => HashAlgorithmName.SHA384,
        SnmpAuthentication.Sha512 => HashAlgorithmName.SHA512,
        _ => throw new ArgumentOutOfRangeException(nameof(protocol)),
    };

    /// <summary>The digest of a message whose digest field is zeroed.</summary>
    public static byte[] Of(SnmpAuthentication protocol, byte[] localizedKey, byte[] message)
    {
        using IncrementalHash mac = IncrementalHash.CreateHMAC(HashOf(protocol), localizedKey);
        mac.AppendData(message);
        return mac.GetHashAndReset().AsSpan(0, LengthOf(protocol)).ToArray();
    }

    /// <summary>Compares in a time that does not reveal where two digests differ.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        int difference = 0;
        for (int i = 0; i < one.Length; i++)
        {
            difference |= one[i] ^ other[i];
        }

        return difference == 0;
    }
}
