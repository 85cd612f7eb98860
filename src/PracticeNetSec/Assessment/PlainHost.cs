// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;

namespace PracticeNetSec.Assessment;

/// <summary>
/// A host that a user will put into a command. Names come from untrusted scans and lists; one that is more than letters,
/// digits, dots and hyphens is never handed on.
/// </summary>
internal static class PlainHost
{
    private const int MaxNameLength = 253;

    /// <summary>The host as it may appear in a command; null when it may not.</summary>
    public static string? Of(string? host)
    {
        if (string.IsNullOrEmpty(host) || host!.Length > MaxNameLength)
        {
            return null;
        }

        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return address.ToString().Split('%')[0];
        }

        bool plain = host.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-');
        return plain && host[0] != '-' && Uri.CheckHostName(host) == UriHostNameType.Dns ? host : null;
    }

    /// <summary>The first of these that may appear in a command; null when none may.</summary>
    /// <param name="hosts">In order of preference.</param>
    public static string? FirstOf(params string?[] hosts) => hosts.Select(Of).FirstOrDefault(host => host is not null);
}
