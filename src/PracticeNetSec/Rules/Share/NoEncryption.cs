// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Smb.Messages;

namespace PracticeNetSec.Rules.Share;

/// <summary>The server supports no dialect that can encrypt (3.0 and later).</summary>
internal sealed class NoEncryption : SettingRule
{
    public NoEncryption()
        : base("share.no-encryption")
    {
    }

    /// <inheritdoc/>
    protected override Evidence? Observe(ServerObservation seen) => seen.Dialects.All(dialect => dialect is "2.0.2" or "2.1" or Smb1Negotiate.Dialect) ? EvidenceOf.ServerNewestDialect(seen.Dialects[0]) : null;
}
