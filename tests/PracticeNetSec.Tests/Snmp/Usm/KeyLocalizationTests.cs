// SPDX-License-Identifier: MIT
using System;
using System.Text;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp.Usm;
using Xunit;

namespace PracticeNetSec.Tests.Snmp.Usm;

/// <summary>The samples of RFC 3414 §A.3 (password "maplesyrup").</summary>
public sealed class KeyLocalizationTests
{
    private static readonly byte[] EngineId = Convert.FromHexString("000000000000000000000002");

    [Theory]
    [InlineData(SnmpAuthentication.Md5, "9faf3283884e92834ebc9847d8edd963", "526f5eed9fcce26f8964c2930787d82b")]
    [InlineData(SnmpAuthentication.Sha1, "9fb5cc0381497b3793528939ff788d5d79145211", "6695febc9288e36282235fc7151f128497b38f3f")]
    public void The_keys_of_RFC_3414_A_3_come_out(SnmpAuthentication protocol, string key, string localized)
    {
        byte[] made = KeyLocalization.KeyOf(protocol, "maplesyrup");

        Assert.Equal(key, Convert.ToHexStringLower(made));
        Assert.Equal(localized, Convert.ToHexStringLower(KeyLocalization.Localize(protocol, made, EngineId)));
    }

    [Theory]
    [InlineData(SnmpAuthentication.Sha256, 32, 24)]
    [InlineData(SnmpAuthentication.Sha384, 48, 32)]
    [InlineData(SnmpAuthentication.Sha512, 64, 48)]
    public void RFC_7860_keys_are_as_long_as_their_hash_and_digests_are_cut(SnmpAuthentication protocol, int keyLength, int digestLength)
    {
        byte[] key = KeyLocalization.Localize(protocol, KeyLocalization.KeyOf(protocol, "maplesyrup"), EngineId);

        Assert.Equal(keyLength, key.Length);
        Assert.Equal(digestLength, MessageDigest.Of(protocol, key, [1, 2, 3]).Length);
    }

    [Fact]
    public void The_privacy_password_is_the_other_password_where_none_is_given()
    {
        SnmpCredential one = new("user", SnmpAuthentication.Sha256, "correct horse", SnmpPrivacy.Aes128);
        Assert.Equal(one.AuthenticationKey, one.PrivacyKey);
    }

    [Fact]
    public void A_credential_prints_its_user_and_never_a_secret()
    {
        SnmpCredential credential = new("auditor", SnmpAuthentication.Sha256, "correct horse", SnmpPrivacy.Aes128, "battery staple");
        Assert.Equal("auditor (Sha256/Aes128)", credential.ToString());
        Assert.Equal(["Authentication", "Privacy", "UserName"], Names());

        static string[] Names() => [.. System.Linq.Enumerable.Order(System.Linq.Enumerable.Select(typeof(SnmpCredential).GetProperties(), property => property.Name))];
    }

    [Theory]
    [InlineData("", SnmpAuthentication.None, null, SnmpPrivacy.None)]
    [InlineData("user", SnmpAuthentication.None, null, SnmpPrivacy.Aes128)]
    [InlineData("user", SnmpAuthentication.Sha1, null, SnmpPrivacy.None)]
    [InlineData("user", SnmpAuthentication.Sha1, "seven77", SnmpPrivacy.None)]
    public void Parts_that_do_not_fit_together_are_refused_by_name(string user, SnmpAuthentication authentication, string? password, SnmpPrivacy privacy)
    {
        InputException refusal = Assert.Throws<InputException>(() => new SnmpCredential(user, authentication, password, privacy));
        Assert.Equal("SnmpCredential", refusal.Id);
        Assert.DoesNotContain(password ?? "\0", refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Encoding.UTF8.GetBytes(refusal.Message));
    }
}
