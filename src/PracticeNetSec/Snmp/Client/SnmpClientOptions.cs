// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Snmp.Client;

/// <summary>Timeouts and limits of a client.</summary>
internal sealed class SnmpClientOptions
{
    /// <summary>Timeout of one request, including all retransmissions.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Initial retransmission timeout, before a round trip was measured.</summary>
    public TimeSpan InitialRetransmitTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Minimum retransmission timeout: an agent on a small router needs time to read its tables.</summary>
    public TimeSpan MinRetransmitTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Maximum datagrams sent for one request.</summary>
    public int MaxAttempts { get; set; } = 4;

    /// <summary>Maximum requests in flight: small agents queue few datagrams.</summary>
    public int Window { get; set; } = 4;

    /// <summary>Maximum objects per request, so that request and answer usually fit in one packet.</summary>
    public int ObjectsPerRequest { get; set; } = 16;
}
