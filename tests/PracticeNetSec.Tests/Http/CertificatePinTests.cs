// SPDX-License-Identifier: MIT
using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PracticeNetSec.Http;
using Xunit;

namespace PracticeNetSec.Tests.Http;

/// <summary>The one certificate that a device with a login may show.</summary>
public sealed class CertificatePinTests
{
    [Fact]
    public void The_first_certificate_is_kept_and_no_other_is_accepted()
    {
        using X509Certificate2 own = New(), other = New();
        CertificatePin pin = new();

        Assert.True(pin.Accepts(own));
        Assert.False(pin.Accepts(other));
        Assert.True(pin.Accepts(own));
        Assert.False(pin.Accepts(null));
    }

    [Fact]
    public void The_inventorys_fingerprint_decides_from_the_first_connection_on()
    {
        using X509Certificate2 own = New(), other = New();
        string fingerprint = BitConverter.ToString(SHA256.HashData(own.RawData)).ToLowerInvariant().Replace('-', ':');

        Assert.False(new CertificatePin(fingerprint).Accepts(other));
        Assert.True(new CertificatePin(fingerprint).Accepts(own));
    }

    private static X509Certificate2 New()
    {
        using ECDsa key = ECDsa.Create();
        return new CertificateRequest("CN=fritz.box", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
