// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Rules.Router;

/// <summary>A widened block without such a service, such as 80-89.</summary>
internal sealed class WidenedWebForward : WidenedRule
{
    public WidenedWebForward()
        : base("router.widened-forward-web", dangerous: false)
    {
    }
}
