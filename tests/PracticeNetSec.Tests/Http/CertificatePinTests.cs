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
    // Two self-signed certificates of CN=fritz.box, in DER.
    private const string First =
        "MIIBgDCCASWgAwIBAgIUR/R+A2KQVU53w7XltENl07v2iOUwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJZnJpdHouYm94MCAXDTI2MTEzMDE0NDQyOFoYDzIxMjYxMTA2MTQ0NDI4WjAU" +
        "MRIwEAYDVQQDDAlmcml0ei5ib3gwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATYohZewZZBMczIK9GXMUTvwgLtlcm8bCXBXu/vBez55+b4tYjNorT5z6ukszsuDsckcihKnvmUtvY4" +
        "ndng3urTo1MwUTAdBgNVHQ4EFgQU72qaOo0EpE9VK1oELotVFdPd+64wHwYDVR0jBBgwFoAU72qaOo0EpE9VK1oELotVFdPd+64wDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJ" +
        "ADBGAiEAio3ToLkMsVTN4vGRZ9/93jA+tprLpqbcCMIaSijYZYcCIQDTJPOoJIzQRCWnng6u445OaoSmn2LywXS6zVaTji7Fcg==";

    private const string Second =
        "MIIBfjCCASWgAwIBAgIUFeXk4lO5ahkTtK05sOzoYRn7vkEwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJZnJpdHouYm94MCAXDTI2MTEzMDE0NDQyOFoYDzIxMjYxMTA2MTQ0NDI4WjAU" +
        "MRIwEAYDVQQDDAlmcml0ei5ib3gwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARu4tnEzGPrmBqXGtVTWasSOjdl4jcBPDm44YWxWoNYcFjJuVqcQ4nNiB/y3+ii0fSFnEs6CNKArIgC" +
        "/16gnKHwo1MwUTAdBgNVHQ4EFgQUDjeMPlQR8mq43mk4B0+BjWul1TkwHwYDVR0jBBgwFoAUDjeMPlQR8mq43mk4B0+BjWul1TkwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNH" +
        "ADBEAiAuKSViErTD2iUqNM3cBihIzfR6E5n9Zs9k+Clq92KlCwIgI0hoOseP8Zkv0xpnMakQitLrDfoMAKCNjYsz1hvDz1g=";

    [Fact]
    public void The_first_certificate_is_kept_and_no_other_is_accepted()
    {
        using X509Certificate2 own = Load(First), other = Load(Second);
        CertificatePin pin = new();

        Assert.True(pin.Accepts(own));
        Assert.False(pin.Accepts(other));
        Assert.True(pin.Accepts(own));
        Assert.False(pin.Accepts(null));
    }

    [Fact]
    public void The_inventorys_fingerprint_decides_from_the_first_connection_on()
    {
        using X509Certificate2 own = Load(First), other = Load(Second);
        string fingerprint = BitConverter.ToString(SHA256.HashData(own.RawData)).ToLowerInvariant().Replace('-', ':');

        Assert.False(new CertificatePin(fingerprint).Accepts(other));
        Assert.True(new CertificatePin(fingerprint).Accepts(own));
    }

    private static X509Certificate2 Load(string der) => X509CertificateLoader.LoadCertificate(Convert.FromBase64String(der));
}
