// SPDX-License-Identifier: MIT
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using PracticeNetSec.Files;

namespace PracticeNetSec.Reporting.Records;

/// <summary>SHA-256 of the bytes that <c>-Format Json</c> writes for the same report and language, so that anyone can compare them.</summary>
internal static class RecordHash
{
    public static string Of(BreachReport report, string language)
    {
        using MemoryStream file = new();
        AtomicFile.WriteText(file, writer => JsonReport.Write(writer, report, language));
        using SHA256 sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(file.ToArray()).Select(octet => octet.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
