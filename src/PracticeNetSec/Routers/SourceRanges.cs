// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace PracticeNetSec.Routers;

/// <summary>
/// Who may use the forwards of a router: the sources that several rows together let through. Each may name few sources, and all
/// of them together the Internet.
/// </summary>
internal sealed class SourceRanges
{
    private const long All = 1L << 32;

    // More than one in 256 of all IPv4 addresses restricts nothing: scanners of the Internet are among them.
    private const long Everyone = 1L << 24;

    private readonly (PortForward Forward, long First, long Last)[] _ranges;

    /// <param name="forwards">Forwards in force.</param>
    public SourceRanges(IEnumerable<PortForward> forwards) => _ranges = forwards
        .Select(forward => (Forward: forward, Range: Range(forward.RemoteAddress)))
        .Where(source => source.Range is not null)
        .Select(source => (source.Forward, source.Range!.Value.First, source.Range.Value.Last))
        .OrderBy(source => source.First)
        .ToArray();

    /// <summary>True when a forward alone lets everybody through.</summary>
    public static bool IsEveryone(string? remoteAddress) => Range(remoteAddress) is { } range && range.Last - range.First >= Everyone;

    /// <summary>True when everybody may use the forwards of a port outside.</summary>
    public bool LetEveryoneTo(string protocol, int outside)
    {
        long total = 0;
        long reached = -1;
        foreach ((PortForward forward, long first, long last) in _ranges)
        {
            if (last > reached && forward.ExternalStart <= outside && outside <= forward.ExternalEnd && forward.Carries(protocol))
            {
                total += last - (first > reached ? first - 1 : reached);
                reached = last;
            }
        }

        return total > Everyone;
    }

    /// <summary>First and last address of a network or of one host, all for null; null for what is no IPv4 address.</summary>
    private static (long First, long Last)? Range(string? text)
    {
        if (text is null)
        {
            return (0, All - 1);
        }

        string[] parts = text.Split('/');
        int prefix = 32;
        if (!IPAddress.TryParse(parts[0], out IPAddress? address) || address.AddressFamily != AddressFamily.InterNetwork
            || (parts.Length > 1 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out prefix)) || prefix > 32)
        {
            return null;
        }

        byte[] octets = address.GetAddressBytes();
        long size = 1L << (32 - prefix);
        long first = (((long)octets[0] << 24) | ((long)octets[1] << 16) | ((long)octets[2] << 8) | octets[3]) / size * size;
        return (first, first + size - 1);
    }
}
