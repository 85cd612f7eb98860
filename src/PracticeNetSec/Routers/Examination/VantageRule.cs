// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Examination;

/// <summary>Decides the vantage point of a live measurement.</summary>
public static class VantageRule
{
    /// <summary>
    /// The caller's statement has precedence; otherwise a private address can only be seen from inside, and so can an address of
    /// this machine or of its gateway; any other public one counts as seen from outside.
    /// </summary>
    /// <param name="said">Outside or Inside when the caller knows it; for any other value the address decides.</param>
    /// <param name="address">The address that is queried.</param>
    public static Vantage Decide(Vantage said, IPAddress address) => Decide(said, address, OwnNetwork.Current().Addresses);

    /// <summary>The same with the addresses of this machine and its gateways given.</summary>
    internal static Vantage Decide(Vantage said, IPAddress address, ICollection<IPAddress> own) => said is Vantage.Outside or Vantage.Inside
        ? said
        : HostAddress.IsPrivate(address) || own.Contains(address) ? Vantage.Inside : Vantage.Outside;
}
