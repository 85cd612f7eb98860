// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Routers;

/// <summary>What a router's own firewall does with the packets of a forward. The numbers are stable.</summary>
public enum FirewallDecision
{
    /// <summary>Not known; the forward counts as allowed.</summary>
    Undetermined = 0,

    /// <summary>Allowed, by a rule or because the firewall is off.</summary>
    LetThrough = 1,

    /// <summary>Denied to everyone; the forward exposes nothing while the rule is in force.</summary>
    Denied = 2,
}
