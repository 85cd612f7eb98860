// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace PracticeNetSec.Fixtures;

/// <summary>Reads a dashboard as its script does.</summary>
public static class DashboardReader
{
    /// <summary>The JSON that a page's script reads.</summary>
    public static string DataOf(string page)
    {
        byte[] packed = Convert.FromBase64String(Regex.Match(page, "id=\"data\">([^<]*)<").Groups[1].Value);
        using StreamReader text = new(new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress));
        return text.ReadToEnd();
    }
}
