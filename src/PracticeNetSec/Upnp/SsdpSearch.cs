using System.Globalization;
using System.Net;
using System.Text;

namespace PracticeNetSec.Upnp;

/// <summary>The question for one kind of device (M-SEARCH, UPnP Device Architecture 1.1 §1.3.2), sent to one host alone.</summary>
internal static class SsdpSearch
{
    public const string Gateway1 = "urn:schemas-upnp-org:device:InternetGatewayDevice:1";
    public const string Gateway2 = "urn:schemas-upnp-org:device:InternetGatewayDevice:2";

    /// <param name="host">Where it is sent.</param>
    /// <param name="target">Kind of device: <see cref="Gateway1"/> or <see cref="Gateway2"/>.</param>
    public static byte[] Encode(IPEndPoint host, string target) => Encoding.ASCII.GetBytes(string.Format(
        CultureInfo.InvariantCulture,

        // A search of one host needs no MX, but devices of UDA 1.0 drop a search without it.
        "M-SEARCH * HTTP/1.1\r\nHOST: {0}\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\nST: {1}\r\n\r\n",
        host,
        target));
}
