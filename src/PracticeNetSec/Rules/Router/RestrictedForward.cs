// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A forward leads one remote address, or those that the firewall lets through, to such a service.</summary>
internal sealed class RestrictedForward : ForwardRule
{
    public RestrictedForward()
        : base("router.restricted-forward", forEveryone: false)
    {
    }

    /// <inheritdoc/>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => router.ForwardsComplete;
}
