// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing.Watch;

/// <summary>A time in which this machine's connection to the Internet did not work as before, so that nothing measured in it shows what is closed.</summary>
/// <param name="Kind">How it showed.</param>
/// <param name="From">The last moment at which the connection was proven to work.</param>
/// <param name="To">The next such moment; null while there is none.</param>
internal sealed record Outage(OutageKind Kind, DateTimeOffset From, DateTimeOffset? To)
{
    /// <summary>The kind, as part of a sentence.</summary>
    public Evidence Cause => Kind switch
    {
        OutageKind.Unreachable => EvidenceOf.OutageUnreachable(),
        OutageKind.NetworkChanged => EvidenceOf.OutageNetworkChanged(),
        OutageKind.AnsweredOnPath => EvidenceOf.OutageAnsweredOnPath(),
        OutageKind.NamesMissing => EvidenceOf.OutageNames(),
        _ => EvidenceOf.OutageSilent(),
    };
}
