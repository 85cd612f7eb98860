// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.Feeds;

/// <summary>What a report without exposure is about.</summary>
internal enum ContextMeaning
{
    /// <summary>Malware in a laboratory contacted the addresses, harmless ones such as time servers among them.</summary>
    MalwareContact,

    /// <summary>Addresses in links that distribute malware or are advertised by spam.</summary>
    MalwareSource,

    /// <summary>Accounts or organisations; no line has an address.</summary>
    NoAddress,

    /// <summary>The addresses were attacked; what they expose is not stated.</summary>
    AttackTarget,
}
