// SPDX-License-Identifier: MIT
using System;
using System.Security.Cryptography;
using PracticeNetSec.Smb.Ntlm;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// A user that nobody has: a server that lets it in lets anybody in. The name says where it comes from, for whoever
/// finds it in a log; the random part keeps it from being anybody's.
/// </summary>
internal static class RandomUserIdentity
{
    private const string Prefix = "netsec-check-";

    public static NtlmIdentity Next()
    {
        byte[] random = new byte[16];
        using (RandomNumberGenerator generator = RandomNumberGenerator.Create())
        {
            generator.GetBytes(random);
        }

        string hex = BitConverter.ToString(random).Replace("-", "");
        return new NtlmIdentity(Prefix + hex.Substring(0, 6), hex.Substring(6));
    }
}
