// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Probing.Watch;

/// <summary>How an outage of this machine's connection showed.</summary>
internal enum OutageKind
{
    /// <summary>Hosts that had answered were silent all at once.</summary>
    Silent = 0,

    /// <summary>Hosts that had answered were refused or unreachable all at once: ICMP type 3 (RFC 792), an RST, or no route on this machine.</summary>
    Unreachable = 1,

    /// <summary>This machine lost its network or got another one.</summary>
    NetworkChanged = 2,

    /// <summary>Something on the way accepted connections to an address that no host has, and had not done so before: a captive portal, for instance.</summary>
    AnsweredOnPath = 3,

    /// <summary>Names that were resolved before led nowhere, or all of them elsewhere.</summary>
    NamesMissing = 4,
}
