// SPDX-License-Identifier: MIT
using PracticeNetSec.Snmp;
using static PracticeNetSec.Routers.Bintec.ProtectionMib;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>Whether a rule matches given packets.</summary>
internal enum RuleMatch
{
    /// <summary>Matches none of them.</summary>
    None,

    /// <summary>Possibly, or matches some of them.</summary>
    Possible,

    /// <summary>Matches all of them, from any source.</summary>
    Certain,
}

/// <summary>A rule of ipSifAliasTable. What cannot be read of it stays null and may match anything, but nothing for certain.</summary>
/// <param name="Order">Its position; the first rule that matches a packet decides.</param>
/// <param name="Source">Index of an address alias.</param>
/// <param name="Destination">Index of an address alias.</param>
/// <param name="Service">Index of a service alias, or of a group of them.</param>
/// <param name="Action">access 1, deny 2, reject 3.</param>
/// <param name="Status">enabled 1, disabled 2.</param>
internal sealed record FirewallRule(long? Order, long? Source, long? Destination, long? Service, long? Action, long? Status)
{
    public const string Table = "ipSifAliasTable";

    private const int Access = 1;
    private const int Deny = 2;
    private const int Reject = 3;
    private const int Enabled = 1;
    private const int Disabled = 2;

    /// <summary>False when the rule is known to be switched off: it decides nothing.</summary>
    public bool MayBeInForce => Status != Disabled;

    /// <summary>True when the rule is known to be switched on: only then can it deny anything.</summary>
    public bool IsInForce => Status == Enabled;

    public bool Allows => Action == Access;

    public bool Denies => Action is Deny or Reject;

    public static FirewallRule Read(SnmpRow row) => new(
        row[SifRule.Order]?.AsInteger(),
        row[SifRule.Source]?.AsInteger(),
        row[SifRule.Destination]?.AsInteger(),
        row[SifRule.Service]?.AsInteger(),
        row[SifRule.Action]?.AsInteger(),
        row[SifRule.Status]?.AsInteger());
}
