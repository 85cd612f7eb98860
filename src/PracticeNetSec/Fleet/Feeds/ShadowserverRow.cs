// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Fleet.Feeds;

/// <summary>One line of a Shadowserver report: what was observed at one address.</summary>
public sealed class ShadowserverRow
{
    /// <summary>Line in the file.</summary>
    public int Line { get; set; }

    /// <summary>When it was observed, UTC.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>The address: of an event, that of the sender.</summary>
    public string Address { get; set; } = "";

    /// <summary><c>tcp</c> or <c>udp</c>.</summary>
    public string Protocol { get; set; } = "tcp";

    /// <summary>Port it answered on; 0 for a line that names no open port.</summary>
    public int Port { get; set; }

    /// <summary>What it is about, in Shadowserver's term: the first value of the tag, else the type of the report.</summary>
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

    /// <summary>The type that the file's name gives and that this version does not know: what the line means is not determined. Null for any other line.</summary>
    public string? UnknownType { get; set; }

    /// <summary>Who reported it, as sources name it.</summary>
    internal string Reporter { get; set; } = "Shadowserver";

    /// <summary>The type of the report; null where nothing shows it, and for an unknown one.</summary>
    internal ReportType? Type { get; set; }

    /// <summary>The severity that the line states, in Shadowserver's term, else that of the type.</summary>
    internal string Severity { get; set; } = "";

    /// <summary>The vulnerabilities that the line states, CVE numbers where there are any; empty for a service that is not reported as vulnerable.</summary>
    internal string Vulnerability { get; set; } = "";

    /// <summary>What compromised the host, or the machine that the event came from; empty where the line states no compromise.</summary>
    internal string Compromise { get; set; } = "";

    /// <summary>Since when the line states it to be so; null where it does not.</summary>
    internal DateTimeOffset? Since { get; set; }

    /// <summary>The last time at which it was seen so; <see cref="SeenAt"/> where the line states none.</summary>
    internal DateTimeOffset Until { get; set; }
}
