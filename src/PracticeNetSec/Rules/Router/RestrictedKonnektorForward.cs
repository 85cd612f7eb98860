// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Rules.Router;

/// <summary>A forward leads one remote address to a TI Konnektor.</summary>
internal sealed class RestrictedKonnektorForward : KonnektorForwardRule
{
    public RestrictedKonnektorForward()
        : base("router.konnektor-forward-restricted", forEveryone: false)
    {
    }
}
