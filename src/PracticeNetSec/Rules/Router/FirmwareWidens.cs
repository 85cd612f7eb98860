// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Rules.Router;

/// <summary>The firmware widens forwards of port 80 or 443.</summary>
internal sealed class FirmwareWidens : AdvisoryRule
{
    public FirmwareWidens()
        : base("router.firmware-widens")
    {
    }
}
