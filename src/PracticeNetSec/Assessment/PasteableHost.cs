// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;

namespace PracticeNetSec.Assessment;

/// <summary>
/// A host in a command that a user will paste into PowerShell. Names come from untrusted scans and lists; one
/// that is more than letters, digits, dots and hyphens is never put into a command.
/// </summary>
internal static class PasteableHost
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

    /// <summary>The first of these that may appear in a command; else a prompt for it, which PowerShell shows when the line is run.</summary>
    /// <param name="question">Text of the prompt; from this module, never from a device.</param>
    /// <param name="hosts">In order of preference.</param>
    public static string FirstOf(string question, params string?[] hosts) =>
        hosts.Select(Of).FirstOrDefault(host => host is not null) ?? $"(Read-Host '{question}')";
}
