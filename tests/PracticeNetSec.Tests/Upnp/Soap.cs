// SPDX-License-Identifier: MIT
using System.Linq;

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

    public static string Description(params (string Type, string ControlUrl)[] services) =>
        "<root><device><deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType><manufacturer>Vendor</manufacturer><modelName>Router</modelName><serviceList>"
        + string.Concat(services.Select(service => $"<service><serviceType>{service.Type}</serviceType><controlURL>{service.ControlUrl}</controlURL></service>"))
        + "</serviceList></device></root>";

    /// <summary>The index that a request for a mapping asks for.</summary>
    public static int Index(string request) => int.Parse(
        request.Split("<NewPortMappingIndex>")[1].Split('<')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static string Envelope(string body) =>
        $"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>{body}</s:Body></s:Envelope>";
}
