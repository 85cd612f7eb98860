// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Text;
using PracticeNetSec.Model;

namespace PracticeNetSec.Upnp;

/// <summary>An answer to <see cref="SsdpSearch"/> (UPnP Device Architecture 1.1 §1.3.3).</summary>
internal sealed class SsdpReply
{
    private const int MaxHeaders = 64;

    private static readonly string[] LineEnds = { "\r\n", "\n" };

    private SsdpReply(Uri location, string target, string? server)
    {
        Location = location;
        Target = target;
        Server = server;
    }

    /// <summary>The URL of the description. The caller must check that it is on the host that answered.</summary>
    public Uri Location { get; }

    /// <summary>Kind of device that answers.</summary>
    public string Target { get; }

    /// <summary>The software the device reports.</summary>
    public string? Server { get; }

    /// <exception cref="UpnpFormatException">It is not a response to a search, or has no URL.</exception>
    public static SsdpReply Decode(byte[] datagram)
    {
        string[] lines = Encoding.UTF8.GetString(datagram).Split(LineEnds, MaxHeaders + 2, StringSplitOptions.None);
        if (!lines[0].StartsWith("HTTP/1.", StringComparison.Ordinal) || !lines[0].Contains(" 200"))
        {
            throw new UpnpFormatException(EvidenceOf.UpnpNoSearchAnswer());
        }

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 1; i < lines.Length && lines[i].Length > 0; i++)
        {
            int colon = lines[i].IndexOf(':');
            string name = colon > 0 ? lines[i].Substring(0, colon).Trim() : "";
            if (name.Length > 0 && !headers.ContainsKey(name))
            {
                headers.Add(name, lines[i].Substring(colon + 1).Trim());
            }
        }

        if (!headers.TryGetValue("LOCATION", out string? place) || !Uri.TryCreate(place, UriKind.Absolute, out Uri? location))
        {
            throw new UpnpFormatException(EvidenceOf.UpnpSearchWithoutLocation());
        }

        headers.TryGetValue("ST", out string? target);
        headers.TryGetValue("SERVER", out string? server);
        return new SsdpReply(location, target ?? "", server);
    }
}
