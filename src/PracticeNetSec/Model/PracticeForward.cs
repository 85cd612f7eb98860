// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace PracticeNetSec.Model;

/// <summary>An intended port forward: <c>443</c>, <c>8080-8089</c>, <c>udp/500</c>, <c>443&gt;192.168.2.10:443</c>.</summary>
public sealed class PracticeForward
{
    /// <summary><c>tcp</c> or <c>udp</c>.</summary>
    public string Protocol { get; set; } = "tcp";

    /// <summary>First external port, 1 to 65535.</summary>
    public int ExternalStart { get; set; }

    /// <summary>Last external port.</summary>
    public int ExternalEnd { get; set; }

    /// <summary>Its destination; null when the inventory does not state it.</summary>
    public string? InternalAddress { get; set; }

    /// <summary>First internal port; null means the same as the external one.</summary>
    public int? InternalStart { get; set; }

    /// <summary>The external TCP ports.</summary>
    internal IEnumerable<int> TcpPorts => Protocol == "tcp" ? Enumerable.Range(ExternalStart, ExternalEnd - ExternalStart + 1) : Enumerable.Empty<int>();

    /// <inheritdoc/>
    public override string ToString()
    {
        string outside = ExternalStart == ExternalEnd ? Number(ExternalStart) : $"{Number(ExternalStart)}-{Number(ExternalEnd)}";
        string inside = InternalAddress is null ? "" : $">{InternalAddress}{(InternalStart is int port ? ":" + Number(port) : "")}";
        return (Protocol == "tcp" ? "" : Protocol + "/") + outside + inside;
    }

    /// <summary>Reads one forward; null when the text is not one.</summary>
    internal static PracticeForward? TryParse(string text)
    {
        PracticeForward forward = new();
        string[] sides = text.Replace("->", ">").Split('>');
        string outside = sides[0].Trim();
        int slash = outside.IndexOf('/');
        if (slash >= 0)
        {
            forward.Protocol = outside.Substring(0, slash).ToLowerInvariant();
            outside = outside.Substring(slash + 1);
        }

        string[] ends = outside.Split('-');
        if (sides.Length > 2 || ends.Length > 2 || forward.Protocol is not ("tcp" or "udp")
            || Port(ends[0]) is not int first || Port(ends[ends.Length - 1]) is not int last || last < first)
        {
            return null;
        }

        (forward.ExternalStart, forward.ExternalEnd) = (first, last);
        return sides.Length == 1 || forward.LeadTo(sides[1].Trim()) ? forward : null;
    }

    private bool LeadTo(string inside)
    {
        int colon = inside.LastIndexOf(':');
        if (colon >= 0)
        {
            InternalStart = Port(inside.Substring(colon + 1));
            inside = inside.Substring(0, colon);
            if (InternalStart is null)
            {
                return false;
            }
        }

        InternalAddress = inside;
        return Uri.CheckHostName(inside) is UriHostNameType.IPv4 or UriHostNameType.Dns;
    }

    private static int? Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= 65535 ? port : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
