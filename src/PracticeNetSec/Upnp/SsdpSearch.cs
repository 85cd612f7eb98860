// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Text;

namespace PracticeNetSec.Upnp;

/// <summary>The request for one device type (M-SEARCH, UPnP Device Architecture 1.1 §1.3.2), sent to one host alone.</summary>
internal static class SsdpSearch
{
    /// <summary>Device types with a mapping table: IGD:1 and IGD:2.</summary>
    public static readonly IReadOnlyList<string> Gateways = new[]
    {
        "urn:schemas-upnp-org:device:InternetGatewayDevice:1",
        "urn:schemas-upnp-org:device:InternetGatewayDevice:2",
    };

    /// <param name="host">Where it is sent.</param>
    /// <param name="target">Device type: one of <see cref="Gateways"/>.</param>
    public static byte[] Encode(IPEndPoint host, string target) => Encoding.ASCII.GetBytes(string.Format(
        CultureInfo.InvariantCulture,

        // A search of one host needs no MX, but devices of UDA 1.0 drop a search without it.
        "M-SEARCH * HTTP/1.1\r\nHOST: {0}\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\nST: {1}\r\n\r\n",
        host,
        target));
}
