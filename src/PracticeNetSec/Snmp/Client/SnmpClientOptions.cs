// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Snmp.Client;

/// <summary>How patient and how pushing a client is.</summary>
internal sealed class SnmpClientOptions
{
    /// <summary>How long one request may take, all its repetitions included.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Wait for the first answer before a round trip was measured.</summary>
    public TimeSpan InitialRetransmitTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Shortest wait before a request is sent again: an agent on a small router needs time to look into its tables.</summary>
    public TimeSpan MinRetransmitTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Most datagrams sent for one request.</summary>
    public int MaxAttempts { get; set; } = 4;

    /// <summary>Most requests under way at once: small agents queue few datagrams.</summary>
    public int Window { get; set; } = 4;

    /// <summary>Most objects asked for in one request, so that request and answer usually fit one packet.</summary>
    public int ObjectsPerRequest { get; set; } = 16;
}
