// SPDX-License-Identifier: MIT
using System.Linq;
using System.Text;

namespace PracticeNetSec.Tests.Upnp;

/// <summary>Documents for the devices of the tests.</summary>
internal static class Soap
{
    public const string Igd = "urn:schemas-upnp-org:service:WANIPConnection:1";
    public const string Dsl = "urn:dslforum-org:service:";

    public static byte[] Answer(string action, params (string Name, object Value)[] values) => LoopbackWeb.Reply(Envelope(
        $"<u:{action}Response xmlns:u=\"x\">{string.Concat(values.Select(value => $"<{value.Name}>{value.Value}</{value.Name}>"))}</u:{action}Response>"));

    public static byte[] Error(int code) => LoopbackWeb.Reply(
        Envelope($"<s:Fault><detail><UPnPError><errorCode>{code}</errorCode><errorDescription>word</errorDescription></UPnPError></detail></s:Fault>"), 500);

    public static byte[] Mapping(int port) => Mapping(port, port);

    public static byte[] Mapping(object outside, int inside) => Answer(
        "GetGenericPortMappingEntry",
        ("NewRemoteHost", ""),
        ("NewExternalPort", outside),
        ("NewProtocol", "TCP"),
        ("NewInternalPort", inside),
        ("NewInternalClient", "192.168.3.20"),
        ("NewEnabled", 1),
        ("NewPortMappingDescription", "x"),
        ("NewLeaseDuration", 0));

    /// <summary>An entry of a FRITZ!Box' list of MyFRITZ services.</summary>
    public static byte[] MyFritz(object port, object enabled, string version4, string version6, string identifiers = "", object? warning = null) => Answer(
        "GetServiceByIndex",
        ("NewEnabled", enabled),
        ("NewName", "Archiv"),
        ("NewScheme", "https://"),
        ("NewPort", port),
        ("NewURLPath", ""),
        ("NewType", ""),
        ("NewIPv4ForwardingWarning", warning ?? 0),
        ("NewIPv4Addresses", version4),
        ("NewIPv6Addresses", version6),
        ("NewIPv6InterfaceIDs", identifiers),
        ("NewMACAddress", "02:00:00:00:00:10"),
        ("NewHostName", "archiv"),
        ("NewDynDnsLabel", "archiv"),
        ("NewStatus", 301));

    /// <summary>The document of a reply.</summary>
    public static string Text(byte[] reply) => Encoding.UTF8.GetString(reply).Split("\r\n\r\n", 2)[1];

    public static string Description(params (string Type, string ControlUrl)[] services) =>
        "<root><device><deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType><manufacturer>Vendor</manufacturer><modelName>Router</modelName><serviceList>"
        + string.Concat(services.Select(service => $"<service><serviceType>{service.Type}</serviceType><controlURL>{service.ControlUrl}</controlURL></service>"))
        + "</serviceList></device></root>";

    /// <summary>The index that a request for a mapping asks for.</summary>
    public static int Index(string request) => int.Parse(
        request.Split("<NewPortMappingIndex>")[1].Split('<')[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The index that a request for a MyFRITZ service asks for.</summary>
    public static int ServiceIndex(string request) => int.Parse(request.Split("<NewIndex>")[1].Split('<')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static string Envelope(string body) =>
        $"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>{body}</s:Body></s:Envelope>";
}
