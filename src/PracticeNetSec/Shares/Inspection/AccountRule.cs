// SPDX-License-Identifier: MIT
using System.Linq;
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// Which servers get an account without further request. A dynamic name that is no longer updated, or an address that the carrier gave to somebody
/// else, leads to another customer's device.
/// </summary>
public static class AccountRule
{
    /// <summary>True for a server inside, one at a public address that the caller named, and one of a practice whose router was identified.</summary>
    /// <param name="name">The server as it was named.</param>
    /// <param name="address">Its address.</param>
    /// <param name="router">The examination of the router before it, when there is one.</param>
    /// <param name="practice">The practice, when known.</param>
    public static bool MayGetAccount(string name, IPAddress address, RouterExposure? router, Practice? practice)
    {
        Practice? owner = router?.Practice ?? practice;
        bool canBeConfirmed = !string.IsNullOrEmpty(owner?.RouterModel) || !string.IsNullOrEmpty(owner?.RouterSerialNumber);
        return HostAddress.IsPrivate(address)
            || (canBeConfirmed
                ? router?.IsPracticesDevice() == true
                : new[] { name, router?.ComputerName, owner?.WanAddress }.All(named => string.IsNullOrEmpty(named) || IPAddress.TryParse(named, out _)));
    }
}
