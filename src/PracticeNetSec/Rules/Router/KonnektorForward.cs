// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Rules.Router;

/// <summary>A forward exposes a TI Konnektor to every remote address.</summary>
internal sealed class KonnektorForward : KonnektorForwardRule
{
    public KonnektorForward()
        : base("router.konnektor-forward", forEveryone: true)
    {
    }

    /// <inheritdoc/>
    public override bool Exposes => true;
}
