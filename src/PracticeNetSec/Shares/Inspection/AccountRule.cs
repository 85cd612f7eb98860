// SPDX-License-Identifier: MIT
using System.Linq;
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// Which servers get an account without further request. A dynamic name that is no longer updated, or an address that the carrier gave to somebody
/// else, leads to another customer's device; a name inside leads wherever the one who answers for it chooses.
/// </summary>
public static class AccountRule
{
    /// <summary>
    /// True for a private address that was named, for a server of a practice whose router was identified, and, where the inventory gives nothing to
    /// identify it by, for a public address that was named and a name that leads to a private one. What identified the device at one public address
    /// says nothing about another of the same name or practice: there the account is not used.
    /// </summary>
    /// <param name="name">The server as it was named.</param>
    /// <param name="address">Its address.</param>
    /// <param name="router">The examination of the router before it, when there is one.</param>
    /// <param name="practice">The practice, when known.</param>
    public static bool MayGetAccount(string name, IPAddress address, RouterExposure? router, Practice? practice)
    {
        Practice? owner = router?.Practice ?? practice;
        bool? isPractices = router?.IsPracticesDevice();
        if (isPractices == false)
        {
            return false;
        }

        bool isInternal = HostAddress.IsInternal(address);
        return (isInternal && IsAddress(name))
            || (RouterIdentityCheck.CanConfirm(owner)
                ? isPractices == true && (isInternal || IsWhereIdentified(router, address))
                : isInternal || new[] { name, router?.ComputerName, owner?.WanAddress }.All(IsAddress));
    }

    /// <summary>True for the address that the router was examined at; its further ones were measured for ports alone.</summary>
    private static bool IsWhereIdentified(RouterExposure? router, IPAddress address) =>
        new[] { router?.WanAddress, router?.ComputerName }.Any(known => IPAddress.TryParse(known ?? "", out IPAddress? examined) && examined.Equals(address));

    /// <summary>True for an address, and where nothing was named.</summary>
    private static bool IsAddress(string? named) => string.IsNullOrEmpty(named) || IPAddress.TryParse(named, out _);
}
