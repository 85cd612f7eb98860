// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PracticeNetSec.Http;

/// <summary>
/// The one certificate that is accepted from a device to which a login is sent: that of the inventory, else that of the first connection. Devices
/// have self-signed certificates, so that nobody else vouches for them; another one in the same examination is another peer's.
/// </summary>
internal sealed class CertificatePin
{
    private readonly object _lock = new();
    private string? _expected;
    private volatile bool _hasRefused;

    /// <param name="fingerprint">SHA-256 of the certificate in DER, in hexadecimal, with or without separators; null takes the first certificate.</param>
    public CertificatePin(string? fingerprint = null) => _expected = Normalized(fingerprint);

    /// <summary>Letters and digits of a fingerprint, in upper case; null where there are none.</summary>
    public static string? Normalized(string? fingerprint) =>
        new string((fingerprint ?? "").Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant).ToArray()) is { Length: > 0 } digits ? digits : null;

    /// <summary>True once a peer showed another certificate.</summary>
    public bool HasRefused => _hasRefused;

    /// <summary>True for the expected certificate.</summary>
    public bool Accepts(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return false;
        }

        using SHA256 hash = SHA256.Create();
        string shown = BitConverter.ToString(hash.ComputeHash(certificate.RawData)).Replace("-", "");
        lock (_lock)
        {
            bool isExpected = (_expected ??= shown) == shown;
            _hasRefused |= !isExpected;
            return isExpected;
        }
    }
}
