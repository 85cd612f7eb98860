// SPDX-License-Identifier: MIT
using System;
using System.Security.Cryptography;
using PracticeNetSec.Smb.Ntlm;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// A user name that does not exist: a server that accepts it accepts anyone. The name shows its origin to an administrator who
/// finds it in a log; the random part prevents a match with a real account.
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
        return new NtlmIdentity(Prefix + hex.Substring(0, 6), hex.Substring(6)) { IsRandom = true };
    }
}
