using System.Net;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers;

/// <summary>Decides from where a live measurement is made.</summary>
public static class VantageRule
{
    /// <summary>What the caller said counts; otherwise a private address can only be seen from inside, a public one counts as seen from outside.</summary>
    /// <param name="said">Outside or Inside when the caller knows; anything else leaves it to the address.</param>
    /// <param name="address">The address that is asked.</param>
    public static Vantage Decide(Vantage said, IPAddress address) => said is Vantage.Outside or Vantage.Inside
        ? said
        : HostAddress.IsPrivate(address) ? Vantage.Inside : Vantage.Outside;
}
