// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace PracticeNetSec.Http;

/// <summary>
/// Answers one <see cref="DigestChallenge"/>, any number of times: each answer increments the nonce count (RFC 7616 §3.4). The secret is
/// hashed and never sent.
/// </summary>
internal sealed class DigestAuthentication
{
    private const int ClientNonceLength = 16; // bytes

    private readonly DigestChallenge _challenge;
    private readonly Credential _credential;
    private readonly string _clientNonce;
    private readonly object _gate = new();
    private int _count;

    public DigestAuthentication(DigestChallenge challenge, Credential credential)
        : this(challenge, credential, NewClientNonce())
    {
    }

    /// <summary>With a fixed client nonce, for the examples of the standard.</summary>
    internal DigestAuthentication(DigestChallenge challenge, Credential credential, string clientNonce)
    {
        _challenge = challenge;
        _credential = credential;
        _clientNonce = clientNonce;
    }

    /// <summary>Value of the Authorization header for one request.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path and query of the request, as it is sent.</param>
    public string Answer(string method, string path)
    {
        int count = Next();
        string name = Escaped(_credential.UserName);
        string first = Hash($"{_credential.UserName}:{_challenge.Realm}:{_credential.Secret}");
        string second = Hash($"{method}:{path}");
        string number = count.ToString("x8", CultureInfo.InvariantCulture);
        string response = Hash($"{first}:{_challenge.Nonce}:{number}:{_clientNonce}:auth:{second}");

        StringBuilder header = new("Digest ");
        header.Append(IsAscii(name) ? $"username=\"{name}\"" : $"username*=UTF-8''{Uri.EscapeDataString(_credential.UserName)}");
        header.Append($", realm=\"{_challenge.Realm}\", nonce=\"{_challenge.Nonce}\", uri=\"{path}\", response=\"{response}\", algorithm={_challenge.Algorithm}");
        header.Append($", qop=auth, nc={number}, cnonce=\"{_clientNonce}\"");
        return _challenge.Opaque is null ? header.ToString() : header.Append($", opaque=\"{_challenge.Opaque}\"").ToString();
    }

    private static string NewClientNonce()
    {
        byte[] random = new byte[ClientNonceLength];
        using RandomNumberGenerator generator = RandomNumberGenerator.Create();
        generator.GetBytes(random);
        return Hex(random);
    }

    private static bool IsAscii(string text) => text.All(c => c is >= ' ' and <= '~');

    private static string Escaped(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"");

    private string Hash(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (_challenge.Algorithm == "SHA-256")
        {
            using SHA256 sha256 = SHA256.Create();
            return Hex(sha256.ComputeHash(bytes));
        }

#pragma warning disable CA5351 // MD5 is what the devices demand (RFC 7616 §3.3, RFC 2617 §3.2.1); nothing of ours is protected by it.
        using MD5 md5 = MD5.Create();
#pragma warning restore CA5351
        return Hex(md5.ComputeHash(bytes));
    }

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));

    private int Next()
    {
        lock (_gate)
        {
            return ++_count;
        }
    }
}
