// SPDX-License-Identifier: MIT
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>The status page answers from the Internet.</summary>
internal sealed class StatusPageReachable : SourceRule
{
    public StatusPageReachable()
        : base("router.status-page-reachable", SourceNames.StatusPage)
    {
    }
}
