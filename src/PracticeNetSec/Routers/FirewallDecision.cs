// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Routers;

/// <summary>What a router's own firewall does with the packets of a forward. The numbers are stable.</summary>
public enum FirewallDecision
{
    /// <summary>Not known; the forward counts as let through.</summary>
    Undetermined = 0,

    /// <summary>Let through, by a rule or because the firewall is off.</summary>
    LetThrough = 1,

    /// <summary>Denied to everyone; the forward exposes nothing as long as the rule stands.</summary>
    Denied = 2,
}
