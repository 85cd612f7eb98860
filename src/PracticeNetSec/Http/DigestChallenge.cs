// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Http;

/// <summary>
/// The authentication a device requires: HTTP digest with SHA-256 or MD5 and <c>qop=auth</c> (RFC 7616 §3.3). Without <c>qop</c> the answer holds
/// nothing random of ours (RFC 2069), so that a device could look it up in a table made beforehand: it is never answered. Neither is Basic, which
/// would disclose the password.
/// </summary>
internal sealed class DigestChallenge
{
    private const string Scheme = "Digest";
    private const int MaxChallengeLength = 4096;
    private const int MaxParameters = 32;

    // The weakest first (RFC 7616 §3.7: the server lists what it prefers first, but the client must not answer the weaker of two).
    private static readonly string[] Algorithms = { "MD5", "SHA-256" };

    private DigestChallenge(string realm, string nonce, string? opaque, string algorithm, bool isStale)
    {
        Realm = realm;
        Nonce = nonce;
        Opaque = opaque;
        Algorithm = algorithm;
        IsStale = isStale;
    }

    /// <summary>The text between the quotes, escapes included: that is what is hashed and sent back (RFC 7616 §3.4.2, unq).</summary>
    public string Realm { get; }

    public string Nonce { get; }

    public string? Opaque { get; }

    /// <summary><c>SHA-256</c> or <c>MD5</c>.</summary>
    public string Algorithm { get; }

    /// <summary>True when only the nonce was stale, and the password may be correct.</summary>
    public bool IsStale { get; }

    /// <summary>The strongest challenge among a reply's headers that can be answered; null when there is none.</summary>
    public static DigestChallenge? Find(IEnumerable<string> headers) =>
        headers.Select(TryParse).OfType<DigestChallenge>().OrderByDescending(challenge => Array.IndexOf(Algorithms, challenge.Algorithm)).FirstOrDefault();

    /// <summary>Reads one header; null when it is not a digest challenge, or an unsupported one.</summary>
    public static DigestChallenge? TryParse(string header)
    {
        string text = header.Trim();
        if (text.Length > MaxChallengeLength || !text.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (Parameters(text.Substring(Scheme.Length + 1)) is not { } parameters
            || !parameters.TryGetValue("realm", out string? realm)
            || !parameters.TryGetValue("nonce", out string? nonce))
        {
            return null;
        }

        string? algorithm = parameters.TryGetValue("algorithm", out string? named)
            ? Algorithms.FirstOrDefault(known => known.Equals(named, StringComparison.OrdinalIgnoreCase))
            : Algorithms[0];
        bool takesAuth = parameters.TryGetValue("qop", out string? qop) && qop.Split(',').Any(word => word.Trim().Equals("auth", StringComparison.OrdinalIgnoreCase));
        parameters.TryGetValue("opaque", out string? opaque);
        bool isStale = parameters.TryGetValue("stale", out string? stale) && stale.Equals("true", StringComparison.OrdinalIgnoreCase);
        return algorithm is not null && takesAuth ? new DigestChallenge(realm, nonce, opaque, algorithm, isStale) : null;
    }

    /// <summary>Name and value pairs; null where the text violates the grammar, so that nothing invalid is ever sent back.</summary>
    private static Dictionary<string, string>? Parameters(string text)
    {
        Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);
        int at = 0;
        while (true)
        {
            while (at < text.Length && (text[at] == ',' || text[at] == ' ' || text[at] == '\t'))
            {
                at++;
            }

            if (at == text.Length)
            {
                return parameters;
            }

            int equals = text.IndexOf('=', at);
            string name = equals < 0 ? "" : text.Substring(at, equals - at).Trim();
            string? value = name.Length == 0 ? null : Value(text, equals + 1, out at);
            if (value is null || parameters.Count == MaxParameters || parameters.ContainsKey(name))
            {
                return null;
            }

            parameters.Add(name, value);
        }
    }

    private static string? Value(string text, int start, out int end)
    {
        while (start < text.Length && text[start] == ' ')
        {
            start++;
        }

        bool quoted = start < text.Length && text[start] == '"';
        int at = quoted ? start + 1 : start;
        int first = at;
        while (at < text.Length && (quoted ? text[at] != '"' : text[at] != ','))
        {
            // A backslash escapes the next character (RFC 9110 §5.6.4), which must be as safe as any other.
            if (quoted && text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }

            // Only ASCII is allowed in the header sent back, where every value is quoted: a value received without
            // quotes must not contain characters that would end or escape them (RFC 9110 §5.6.2, token).
            if (text[at] is < ' ' or > '~' || (!quoted && text[at] is '"' or '\\'))
            {
                end = at;
                return null;
            }

            at++;
        }

        if (quoted && at == text.Length)
        {
            end = text.Length;
            return null;
        }

        end = quoted ? at + 1 : at;
        string value = text.Substring(first, at - first);
        return quoted ? value : value.TrimEnd();
    }
}
