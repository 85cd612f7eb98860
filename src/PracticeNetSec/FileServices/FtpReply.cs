// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.FileServices;

/// <summary>One reply of an FTP server (RFC 959 §4.2), of one line or several.</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">The text, without the code.</param>
internal sealed record FtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>Maximum lines of one reply.</summary>
    public const int MaxLines = 64;

    /// <summary>Maximum bytes of one line.</summary>
    public const int MaxLineLength = 1024;

    /// <summary>True where a line ends the reply that <paramref name="first"/> began: the same code and a space.</summary>
    public static bool IsLast(string first, string line) =>
        line.Length >= 3 && string.CompareOrdinal(line, 0, first, 0, 3) == 0 && (line.Length == 3 || line[3] == ' ');

    /// <summary>The port of a reply to EPSV, <c>229 … (|||port|)</c> (RFC 2428 §3); null where it is none.</summary>
    public static int? PassivePort(FtpReply reply)
    {
        string text = reply.Code == 229 ? string.Join(" ", reply.Lines) : "";
        int open = text.IndexOf('(');
        int close = text.IndexOf(')', open + 1);
        string[] parts = open < 0 || close - open < 5 ? Array.Empty<string>() : text.Substring(open + 2, close - open - 2).Split(text[open + 1]);
        return parts.Length == 4 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65535 ? port : null;
    }

    /// <exception cref="ServiceFormatException">Not a reply.</exception>
    public static FtpReply Decode(IReadOnlyList<string> lines)
    {
        string first = lines.Count > 0 ? lines[0] : "";
        if (first.Length < 3 || !first.Take(3).All(character => character is >= '0' and <= '9') || (first.Length > 3 && first[3] is not (' ' or '-')))
        {
            throw new ServiceFormatException(EvidenceOf.ServiceOtherProtocol("FTP"));
        }

        string code = first.Substring(0, 3);
        return new FtpReply(
            int.Parse(code, CultureInfo.InvariantCulture),
            lines.Select(line => line.StartsWith(code, StringComparison.Ordinal) ? line.Substring(Math.Min(4, line.Length)) : line.Trim()).ToArray());
    }
}
