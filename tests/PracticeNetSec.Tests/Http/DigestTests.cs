// SPDX-License-Identifier: MIT
using System.Linq;
using System.Text.Json;
using PracticeNetSec.Http;
using Xunit;

namespace PracticeNetSec.Tests.Http;

/// <summary>HTTP digest by the examples of its standards, and secrets that stay secret.</summary>
public class DigestTests
{
    [Fact]
    public void The_example_of_RFC_2617_section_3_5()
    {
        DigestChallenge challenge = DigestChallenge.TryParse(
            "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"")!;
        string answer = new DigestAuthentication(challenge, new Credential("Mufasa", "Circle Of Life"), "0a4f113b").Answer("GET", "/dir/index.html");

        Assert.Contains("response=\"6629fae49393a05397450978507c4ef1\"", answer);
        Assert.Contains("qop=auth, nc=00000001, cnonce=\"0a4f113b\"", answer);
        Assert.Contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"", answer);
        Assert.DoesNotContain("Circle", answer);
    }

    [Fact]
    public void The_example_of_RFC_7616_section_3_9_1()
    {
        DigestChallenge challenge = DigestChallenge.TryParse(
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=MD5, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"")!;
        DigestAuthentication login = new(challenge, new Credential("Mufasa", "Circle of Life"), "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

        Assert.Contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"", login.Answer("GET", "/dir/index.html"));
    }

    [Fact]
    public void The_example_of_RFC_7616_with_SHA_256()
    {
        DigestChallenge challenge = DigestChallenge.TryParse(
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=SHA-256, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"")!;
        DigestAuthentication login = new(challenge, new Credential("Mufasa", "Circle of Life"), "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

        string answer = login.Answer("GET", "/dir/index.html");

        Assert.Contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"", answer);
        Assert.Contains("algorithm=SHA-256", answer);
    }

    [Theory]
    [InlineData("MD5", "SHA-256")]
    [InlineData("SHA-256", "MD5")]
    public void Of_several_challenges_the_strongest_is_answered(string first, string second)
    {
        DigestChallenge? chosen = DigestChallenge.Find(new[] { first, second }.Select(algorithm => $"Digest realm=\"a\", nonce=\"{algorithm}\", qop=\"auth\", algorithm={algorithm}"));

        Assert.Equal("SHA-256", chosen!.Nonce);
    }

    [Fact]
    public void The_nonce_count_increases_with_each_answer()
    {
        DigestAuthentication login = new(DigestChallenge.TryParse("Digest realm=\"F!Box SOAP-Auth\",nonce=\"1\",algorithm=MD5,qop=\"auth\"")!, new Credential("u", "s"));

        Assert.Contains("nc=00000001", login.Answer("POST", "/"));
        Assert.Contains("nc=00000002", login.Answer("POST", "/"));
    }

    [Theory]
    [InlineData("Basic realm=\"F!Box\"")]
    [InlineData("Digest realm=\"a\"")]
    [InlineData("Digest realm=\"a\", nonce=\"b\"")] // RFC 2069: nothing random of ours would be in the answer.
    [InlineData("Digest realm=\"a\", nonce=\"b\", qop=\"auth\", algorithm=MD5-sess")]
    [InlineData("Digest realm=\"a\", nonce=\"b\", qop=\"auth\", algorithm=SHA-512-256")]
    [InlineData("Digest realm=\"a\", nonce=\"b\", qop=\"auth-int\"")]
    [InlineData("Digest realm=\"a\", nonce=\"b")]
    [InlineData("Digest realm=\"a\", realm=\"b\", nonce=\"c\"")]
    [InlineData("Digest realm=\"a\\\"")]
    [InlineData("Digest realm=a\\, nonce=\"n\", qop=\"auth\"")] // Without quotes a backslash would escape the quote that we put behind it,
    [InlineData("Digest realm=a\"b, nonce=\"n\", qop=\"auth\"")] // and a quote would end what we say back.
    public void Other_challenges_are_never_answered(string header) => Assert.Null(DigestChallenge.TryParse(header));

    [Fact]
    public void A_quoted_quote_goes_back_as_it_came()
    {
        DigestChallenge challenge = DigestChallenge.TryParse("Digest realm=\"a\\\"b\", nonce=\"c\", qop=\"auth\"")!;

        Assert.Contains("realm=\"a\\\"b\"", new DigestAuthentication(challenge, new Credential("u", "s")).Answer("POST", "/"));
    }

    [Fact]
    public void A_user_with_umlauts_is_sent_as_in_RFC_7616() => Assert.Contains(
        "username*=UTF-8''M%C3%BCller",
        new DigestAuthentication(DigestChallenge.TryParse("Digest realm=\"a\", nonce=\"c\", qop=\"auth\"")!, new Credential("Müller", "s")).Answer("POST", "/"));

    [Fact]
    public void A_credential_is_not_printed()
    {
        Credential credential = new("praxis", "geheim-4711");

        Assert.DoesNotContain("geheim", credential.ToString());
        Assert.Equal("{}", JsonSerializer.Serialize(credential));
        Assert.Equal("{}", Newtonsoft.Json.JsonConvert.SerializeObject(credential));
    }
}
