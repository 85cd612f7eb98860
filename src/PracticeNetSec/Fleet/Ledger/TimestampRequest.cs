// SPDX-License-Identifier: MIT
using System;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace PracticeNetSec.Fleet.Ledger;

/// <summary>
/// A request for a time stamp (RFC 3161 section 2.4.1) over the hash of a history's last entry, in DER: a time-stamping authority that
/// signs it confirms that the history was there at that time. It is a file to be sent by hand: the module itself sends nothing.
/// </summary>
public static class TimestampRequest
{
    private const int HashLength = 32;
    private const int NonceLength = 8;
    private const string Sha256 = "2.16.840.1.101.3.4.2.1"; // RFC 8017 appendix B.1

    /// <summary>The request, with a random number that the answer repeats.</summary>
    /// <param name="hash">SHA-256 of the last entry, 32 bytes.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public static byte[] Of(byte[] hash)
    {
        byte[] nonce = new byte[NonceLength + 1]; // the highest byte, which comes last, is 0: the number is positive
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(nonce, 0, NonceLength);
        return Of(hash, new BigInteger(nonce));
    }

    internal static byte[] Of(byte[] hash, BigInteger nonce)
    {
        if (hash.Length != HashLength)
        {
            throw new ArgumentException("A SHA-256 has 32 bytes.", nameof(hash));
        }

        AsnWriter request = new(AsnEncodingRules.DER);
        using (request.PushSequence())
        {
            request.WriteInteger(1);
            using (request.PushSequence())
            {
                using (request.PushSequence())
                {
                    request.WriteObjectIdentifier(Sha256);
                    request.WriteNull();
                }

                request.WriteOctetString(hash);
            }

            request.WriteInteger(nonce);
            request.WriteBoolean(true); // with the certificate of the authority
        }

        return request.Encode();
    }
}
