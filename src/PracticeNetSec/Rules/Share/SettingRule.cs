// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>A rule about a server's SMB settings, and which sessions it accepts.</summary>
internal abstract class SettingRule : ServerRule
{
    protected SettingRule(string id)
        : base(id)
    {
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Evaluate(ServerObservation seen)
    {
        if (seen.Dialects.Count > 0 && Observe(seen) is Evidence evidence)
        {
            yield return Create(seen, evidence);
        }
    }

    /// <inheritdoc/>
    public override bool WasRechecked(Finding gone, Recheck now) =>
        now.Servers.Any(server => Recheck.IsOn(server, gone.Target) && server.Dialects.Length > 0 && IsKnown(server));

    /// <summary>True where a server that speaks SMB showed whether the rule applies.</summary>
    protected virtual bool IsKnown(ShareReachability server) => true;

    /// <summary>What shows that the rule applies; null where it does not.</summary>
    protected abstract Evidence? Observe(ServerObservation seen);

    protected virtual Finding Create(ServerObservation seen, Evidence evidence) =>
        Texts.Create(Target(seen), seen.EndedAt, new[] { evidence }, seen.ComputerName, seen.Port.ToString(CultureInfo.InvariantCulture));

    protected static string Target(ServerObservation seen) => seen.ComputerName + ":" + seen.Port.ToString(CultureInfo.InvariantCulture);
}
