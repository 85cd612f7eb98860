// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.Feeds;

/// <summary>What the lines of a report mean for the address that they name.</summary>
internal enum ReportedKind
{
    /// <summary>Something about the address that decides nothing: a service that practices offer, a device that was recognised, a block list.</summary>
    Information,

    /// <summary>A service for the internal network answered from the Internet.</summary>
    AccessibleService,

    /// <summary>A service with a known vulnerability answered from the Internet.</summary>
    VulnerableService,

    /// <summary>A host at the address is controlled by an attacker.</summary>
    CompromisedHost,

    /// <summary>A machine behind the address contacted what only malware contacts, or attacked others.</summary>
    EventFromInside,

    /// <summary>Nothing about exposure of the address; <see cref="ContextMeaning"/> says what instead.</summary>
    Context,
}
