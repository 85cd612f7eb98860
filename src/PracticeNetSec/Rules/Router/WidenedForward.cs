// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Rules.Router;

/// <summary>A widened block that contains a service that must stay inside, such as 440-449 with SMB.</summary>
internal sealed class WidenedForward : WidenedRule
{
    public WidenedForward()
        : base("router.widened-forward", dangerous: true)
    {
    }
}
