// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Snmp;

/// <summary>Outcome of querying a source.</summary>
internal enum SnmpOutcome
{
    /// <summary>It answered.</summary>
    Answered,

    /// <summary>No answer within the timeout: a wrong community, SNMP switched off, or a filter.</summary>
    Silent,

    /// <summary>The host reported that nothing listens on the port (ICMP port unreachable).</summary>
    Refused,

    /// <summary>There is no route to the host.</summary>
    Unreachable,

    /// <summary>Datagrams came, but none that could be read as the answer.</summary>
    Malformed,

    /// <summary>The agent answered with an error.</summary>
    AgentError,

    /// <summary>The agent refuses the SNMPv3 user: name, password, protocol or security level.</summary>
    Denied,

    /// <summary>A limit was reached: rows, requests, bytes or time.</summary>
    Capped,

    /// <summary>An error of this machine prevented the request.</summary>
    Failed,
}
