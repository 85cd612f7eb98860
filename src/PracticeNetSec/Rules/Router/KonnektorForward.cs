// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Rules.Router;

/// <summary>A forward leads everyone to a TI Konnektor.</summary>
internal sealed class KonnektorForward : KonnektorForwardRule
{
    public KonnektorForward()
        : base("router.konnektor-forward", forEveryone: true)
    {
    }

    /// <inheritdoc/>
    public override bool Exposes => true;
}
