// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using Newtonsoft.Json;

namespace PracticeNetSec.Fleet.Dashboard;

/// <summary>
/// What the page's script reads: JSON, compressed by DEFLATE (RFC 1951), in base64 (RFC 4648 section 4), of which no character means anything
/// in HTML. A hundred thousand practices fit into a few megabytes, and browsers since 2023 unpack it (DecompressionStream).
/// </summary>
internal static class DashboardData
{
    private const int Group = 3 * 1024; // bytes; base64 turns three bytes into four characters, without padding in between

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter writer, object data)
    {
        using MemoryStream packed = new();
        using (DeflateStream deflate = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (StreamWriter text = new(deflate, new UTF8Encoding(false)))
        using (JsonTextWriter json = new(text) { Formatting = Formatting.None })
        {
            JsonSerializer.Create(new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore }).Serialize(json, data);
        }

        byte[] bytes = packed.GetBuffer();
        for (int start = 0; start < packed.Length; start += Group)
        {
            writer.Write(Convert.ToBase64String(bytes, start, (int)Math.Min(Group, packed.Length - start)));
        }
    }
}
