// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>An examination that would resolve a <see cref="Verdict.Undetermined"/>; the caller makes a command or a request of it.</summary>
public sealed record NextAction
{
    /// <summary>Which address of the practice is meant.</summary>
    public NextActionTarget Target { get; set; }

    /// <summary>That address or name, of letters, digits, dots, colons and hyphens only; null when it is not known and the user is to be asked.</summary>
    public string? Host { get; set; }

    /// <summary>Vantage point from which it is to be examined; null when it follows from the address.</summary>
    public Vantage? Vantage { get; set; }

    /// <summary>What the device wants to be read with.</summary>
    public NextActionLogin Login { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Host is null ? $"{Target}" : $"{Target} {Host}";
}

/// <summary>An address of a practice that an examination needs.</summary>
public enum NextActionTarget
{
    /// <summary>Address of the router inside the practice.</summary>
    Router,

    /// <summary>WAN address of the practice, of either version of IP.</summary>
    WanAddress,

    /// <summary>IPv4 address of the practice's line.</summary>
    WanAddressIPv4,

    /// <summary>No address of the practice: a canary, a host of the user's outside this network that answers on all deciding ports.</summary>
    Canary,

    /// <summary>WAN address of the practice, together with the global IPv6 addresses of the machines behind its router.</summary>
    Machines,
}

/// <summary>What a device wants to be read with.</summary>
public enum NextActionLogin
{
    /// <summary>Nothing: it is measured from outside, or recognised by its answer.</summary>
    None,

    /// <summary>Its SNMP community.</summary>
    SnmpCommunity,

    /// <summary>A user name and a password.</summary>
    Account,
}
