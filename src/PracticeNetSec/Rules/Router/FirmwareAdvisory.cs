// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Rules.Router;

/// <summary>The firmware is affected by another published vulnerability.</summary>
internal sealed class FirmwareAdvisory : AdvisoryRule
{
    public FirmwareAdvisory()
        : base("router.firmware-advisory")
    {
    }
}
