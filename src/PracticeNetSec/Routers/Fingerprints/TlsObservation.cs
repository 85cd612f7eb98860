// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>What a TLS server presents before any application data is sent.</summary>
internal sealed class TlsObservation
{
    /// <summary>Null where no certificate was presented.</summary>
    public string? Subject { get; set; }

    public string? Issuer { get; set; }

    /// <summary>True when the server requests a client certificate (RFC 8446 §4.3.2, RFC 5246 §7.4.4).</summary>
    public bool AsksForCertificate { get; set; }
}
