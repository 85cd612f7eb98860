// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A forward exposes a service that must stay inside to every remote address.</summary>
internal sealed class DangerousForward : ForwardRule
{
    public DangerousForward()
        : base("router.dangerous-forward", forEveryone: true)
    {
    }

    /// <inheritdoc/>
    public override bool Exposes => true;

    /// <inheritdoc/>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => router.ForwardsComplete || (now.Answers(Recheck.PortsOf(gone.Value("ports") ?? gone.Target)) && Recheck.IsOf(router, gone.Target));
}
