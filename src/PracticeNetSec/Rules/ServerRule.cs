// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules;

/// <summary>A rule about a file server: its shares, its SMB settings, its other services.</summary>
internal abstract class ServerRule : Rule
{
    protected ServerRule(string id)
        : base(id)
    {
    }

    /// <summary>Findings of this rule; none where it does not apply.</summary>
    public abstract IEnumerable<Finding> Evaluate(ServerObservation seen);
}
