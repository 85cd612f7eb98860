// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Fleet.Feeds;

/// <summary>One line of a Shadowserver report: a service that answered from the Internet.</summary>
public sealed class ShadowserverRow
{
    /// <summary>Line in the file.</summary>
    public int Line { get; set; }

    /// <summary>When the service answered, UTC.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>Address it answered at.</summary>
    public string Address { get; set; } = "";

    /// <summary><c>tcp</c> or <c>udp</c>.</summary>
    public string Protocol { get; set; } = "tcp";

    /// <summary>Port it answered on.</summary>
    public int Port { get; set; }

    /// <summary>What answered, in Shadowserver's term: <c>smb</c>, <c>snmp</c>, <c>rdp</c>, <c>ftp</c>, <c>telnet</c>, <c>http</c>.</summary>
    public string Tag { get; set; } = "";

    /// <summary>Reverse name of the address.</summary>
    public string? HostName { get; set; }

    /// <summary>Vendor of the device, where Shadowserver recognised it.</summary>
    public string? Vendor { get; set; }

    /// <summary>Model of the device, where Shadowserver recognised it.</summary>
    public string? Model { get; set; }

    /// <summary>What the service reported about itself, shortened: version, banner, system description.</summary>
    public string Detail { get; set; } = "";

    /// <summary>What is wrong with the line; null when it is good.</summary>
    public string? Error { get; set; }
}
