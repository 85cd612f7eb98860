// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Privacy;

/// <summary>
/// Removes from people's text whatever looks like a password, a community or a key. The rule is conservative: what follows
/// such a word is removed unless it is a plain word of <c>Data/secret-words.json</c>. Hiding one word too many is preferred.
/// </summary>
internal static class SecretText
{
    /// <summary>Replaces what was removed.</summary>
    public const string Hidden = "[…]";

    private static readonly SecretWords Words = EmbeddedData.Read<SecretWords>("secret-words.json");

    private static readonly Regex Keyword = new($@"(?<![\w])(?:{string.Join("|", Words.Keywords)})(?![\w])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // "Kennwort des Servers lautet X", "password for the router: X": the sign may follow some words later.
    private static readonly Regex Introduction = new(@"\G[\p{L}\s-]{0,60}?(?:[:=：＝]|(?<=\G)/|(?<!\w)(?:lautete?n?|heißt|hieß|reads?)(?!\w))\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // "ohne Kennwort lesen", "without a password": there is none to hide.
    private static readonly Regex Denied = new(@"(?<!\w)(?:ohne|kein\w*|without|no)(?:\s+(?:ein|a|any|das|the|\w*es))?\s+\S+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.RightToLeft);

    private static readonly Regex RestOfClause = new(@"\G(?:""[^""]*""|'[^']*'|„[^“”]*[“”]|“[^”]*”|\S+[^,;\r\n]*)", RegexOptions.CultureInvariant);

    private static readonly Regex Quoted = new(@"\G\s*[,(]?\s*(""[^""]*""|'[^']*'|„[^“”]*[“”]|“[^”]*”|»[^«]*«|\([^)]*\))", RegexOptions.CultureInvariant);

    private static readonly Regex Token = new(@"\G[ \t]+(\S+)", RegexOptions.CultureInvariant);

    // Keys by their vendors' prefixes, then any long string that mixes letters and digits unlike a word.
    private static readonly Regex Key = new(
        @"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*"
        + @"|\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{12,}|\b(?:AKIA|ASIA)[0-9A-Z]{12,}|\bgh[pousr]_[A-Za-z0-9]{16,}|\bgithub_pat_\w{16,}|\bglpat-[\w-]{12,}"
        + @"|\bxox[abeprs]-[A-Za-z0-9-]{10,}|\bAIza[\w-]{20,}|\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]+)?"
        + @"|(?<![\w+=])(?=\S*[0-9])(?=\S*[a-z])(?=\S*[A-Z])[A-Za-z0-9+=]{24,}(?![\w/.-])|(?<!\w)(?=\w*[0-9])(?=\w*[A-Fa-f])[0-9A-Fa-f]{32,}(?!\w)",
        RegexOptions.CultureInvariant);

    private static readonly Regex Login = new(@"(://)[^/\s@]+@", RegexOptions.CultureInvariant);

    /// <summary>The text without what looks secret; the same string when there was nothing.</summary>
    public static string Redact(string text)
    {
        string clean = Login.Replace(Key.Replace(text, Hidden), "$1" + Hidden + "@");
        StringBuilder? shown = null;
        int from = 0;
        for (Match word = Keyword.Match(clean); word.Success; word = Keyword.Match(clean, Math.Max(word.Index + word.Length, from)))
        {
            (int start, int length) = SecretBehind(clean, word.Index + word.Length);
            if (length > 0 && clean.Substring(start, length).Trim() != Hidden)
            {
                shown ??= new StringBuilder();
                shown.Append(clean, from, start - from).Append(Hidden);
                from = start + length;
            }
        }

        return shown is null ? clean : shown.Append(clean, from, clean.Length - from).ToString();
    }

    private static (int Start, int Length) SecretBehind(string text, int at)
    {
        bool isDone = text.Substring(at).TrimStart(' ', ':', '=').StartsWith(Hidden, StringComparison.Ordinal);
        if (isDone || Denied.Match(text, 0, at).Success)
        {
            return (at, 0);
        }

        if (Quoted.Match(text, at) is { Success: true } quoted)
        {
            return (quoted.Groups[1].Index, quoted.Groups[1].Length);
        }

        (int start, int length) = Tokens(text, at);
        Match introduction = Introduction.Match(text, at);
        Match rest = introduction.Success ? RestOfClause.Match(text, introduction.Index + introduction.Length) : Match.Empty;
        if (!rest.Success || rest.Value.StartsWith(Hidden, StringComparison.Ordinal) || Keyword.IsMatch(introduction.Value))
        {
            return (start, length);
        }

        // What is between the word and the sign may be the secret itself: "Kennwort geheim für den Router: neu".
        return length > 0 && start < rest.Index ? (start, rest.Index + rest.Length - start) : (rest.Index, rest.Length);
    }

    // Words such as "wurde auf" precede the secret; a plain word means that none follows.
    private static (int Start, int Length) Tokens(string text, int at)
    {
        Match token = Token.Match(text, at);
        while (token.Success && Words.Leading.Contains(Bare(token.Groups[1].Value)))
        {
            token = Token.Match(text, token.Index + token.Length);
        }

        if (!token.Success || Bare(token.Groups[1].Value).Length == 0 || Words.Plain.Contains(Bare(token.Groups[1].Value)))
        {
            return (at, 0);
        }

        int start = token.Groups[1].Index;
        int end = token.Index + token.Length;
        while (ContinuesAt(text, start, end) is int further)
        {
            end = further;
        }

        return (start, end - start);
    }

    // "Sommer 2019", "admin / geheim": capitals, digits and what follows a single sign belong to the secret.
    private static int? ContinuesAt(string text, int start, int end)
    {
        string before = text.Substring(start, end - start).Split(' ').Last();
        Match next = Token.Match(text, end);
        bool ended = before.Length > 1 && ".;!?,".IndexOf(before[before.Length - 1]) >= 0;
        if (!next.Success || ended)
        {
            return null;
        }

        string token = next.Groups[1].Value;
        bool belongs = !char.IsLower(token[0]) || !before.Any(char.IsLetterOrDigit);
        return belongs && !Words.Plain.Contains(Bare(token)) ? next.Index + next.Length : null;
    }

    private static string Bare(string token) => token.Trim('.', ',', ';', ':', '!', '?', '(', ')').ToLowerInvariant();

    private sealed class SecretWords
    {
        [JsonProperty(Required = Required.Always)]
        public string[] Keywords { get; set; } = Array.Empty<string>();

        [JsonProperty(Required = Required.Always)]
        public HashSet<string> Leading { get; set; } = new(StringComparer.Ordinal);

        [JsonProperty(Required = Required.Always)]
        public HashSet<string> Plain { get; set; } = new(StringComparer.Ordinal);
    }
}
