// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing;

/// <summary>The outcome of probing one TCP port of one host.</summary>
public sealed class PortResult
{
    /// <summary>Host as the caller named it.</summary>
    public string ComputerName { get; set; } = "";

    /// <summary>Address that was probed.</summary>
    public string Address { get; set; } = "";

    /// <summary>TCP port, 1 to 65535.</summary>
    public int Port { get; set; }

    /// <summary>Outcome of the attempt.</summary>
    public PortState State { get; set; }

    /// <summary>Time from the first packet of the answered attempt to its answer; null where nothing answered.</summary>
    public TimeSpan? Latency { get; set; }

    /// <summary>
    /// Why this machine could not measure the port, which then counts as <see cref="PortState.Unreachable"/>; null where it was
    /// measured.
    /// </summary>
    public Evidence? Failure { get; set; }

    /// <summary>Usual name of the service on this port, by number alone.</summary>
    public string? Service { get; set; }

    /// <summary>
    /// Name of the service as its answer shows, in IANA's registry; null where it was not asked, or gave no answer that is known. TLS of
    /// any kind counts as https.
    /// </summary>
    public string? IdentifiedService { get; set; }

    /// <summary>
    /// True where a recorded scan names a web server and shows no page of it (nmap without <c>http-title</c>): what it serves, a list of
    /// files perhaps, is not known.
    /// </summary>
    public bool IsPageUnread { get; set; }

    /// <summary>Connection attempts made.</summary>
    public int Attempts { get; set; }

    /// <summary>When the first attempt started.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When the state was known.</summary>
    public DateTimeOffset EndedAt { get; set; }

    /// <summary>
    /// Where the port was silent or refused: when the host, asked again afterwards, last answered as before on a port that it is
    /// known to answer on. Null where it did not, or was not asked: the silence or refusal may then be that of something that
    /// blocks scans.
    /// </summary>
    public DateTimeOffset? HostAnsweredAt { get; set; }

    /// <summary>
    /// True where the port was open, and so was the same port of an address that no host has, or another port that no service uses:
    /// a proxy or firewall on the way accepts connections to it, and nothing is known of the host's own port.
    /// </summary>
    public bool IsAnsweredOnPath { get; set; }

    /// <summary>True where the canary's port of that number was accepted and stayed silent: only a service that answers shows that the port is the host's.</summary>
    internal bool MayBeAnsweredOnPath { get; set; }

    /// <summary>True for <see cref="PortState.Open"/> and <see cref="PortState.OpenReset"/>.</summary>
    internal bool IsReachable => State is PortState.Open or PortState.OpenReset;

    /// <summary>A copy, so that a later measurement does not alter an object that was output.</summary>
    internal PortResult Copy() => (PortResult)MemberwiseClone();

    /// <inheritdoc/>
    public override string ToString() => $"{ComputerName}:{Port} {State}";
}
