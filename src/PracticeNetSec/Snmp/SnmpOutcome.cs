// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Snmp;

/// <summary>What asking a source came to.</summary>
internal enum SnmpOutcome
{
    /// <summary>It answered.</summary>
    Answered,

    /// <summary>No answer within the time-out: a wrong community, SNMP switched off, or a filter.</summary>
    Silent,

    /// <summary>The host said that nothing listens on the port (ICMP port unreachable).</summary>
    Refused,

    /// <summary>There is no way to the host.</summary>
    Unreachable,

    /// <summary>Datagrams came, but none that could be read as the answer.</summary>
    Malformed,

    /// <summary>The agent answered with an error.</summary>
    AgentError,

    /// <summary>The agent refuses the SNMPv3 user: name, password, protocol or security level.</summary>
    Denied,

    /// <summary>A bound of ours was met: rows, requests, bytes or time.</summary>
    Capped,

    /// <summary>An error of this machine kept the request from being made.</summary>
    Failed,
}
