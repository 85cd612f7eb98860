// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Text;

namespace PracticeNetSec.Upnp;

/// <summary>One action to invoke on one service, as SOAP 1.1 (UPnP Device Architecture 1.1 §3.2.1).</summary>
internal sealed class SoapRequest
{
    public const string ContentType = "text/xml; charset=\"utf-8\"";

    private readonly string _arguments;

    private SoapRequest(string serviceType, UpnpAction action, string arguments = "")
    {
        if (!DeviceDescription.IsServiceType(serviceType))
        {
            throw new ArgumentException("This is no service type.", nameof(serviceType));
        }

        ServiceType = serviceType;
        Action = action;
        _arguments = arguments;
    }

    public string ServiceType { get; }

    public UpnpAction Action { get; }

    /// <summary>Value of the SOAPACTION header.</summary>
    public string SoapAction => $"\"{ServiceType}#{Action}\"";

    public static SoapRequest ExternalAddress(string serviceType) => new(serviceType, UpnpAction.GetExternalIPAddress);

    /// <param name="serviceType">Type of the connection service.</param>
    /// <param name="index">Counted from 0.</param>
    public static SoapRequest PortMapping(string serviceType, int index) => new(
        serviceType,
        UpnpAction.GetGenericPortMappingEntry,
        string.Format(CultureInfo.InvariantCulture, "<NewPortMappingIndex>{0}</NewPortMappingIndex>", index));

    public static SoapRequest PortMappingCount(string serviceType) => new(serviceType, UpnpAction.GetPortMappingNumberOfEntries);

    public static SoapRequest DefaultConnection(string serviceType) => new(serviceType, UpnpAction.GetDefaultConnectionService);

    public static SoapRequest SecurityPort(string serviceType) => new(serviceType, UpnpAction.GetSecurityPort);

    public static SoapRequest FirewallStatus(string serviceType) => new(serviceType, UpnpAction.GetFirewallStatus);

    public static SoapRequest AvmIPv6Address(string serviceType) => new(serviceType, UpnpAction.X_AVM_DE_GetExternalIPv6Address);

    public static SoapRequest AvmIPv6Prefix(string serviceType) => new(serviceType, UpnpAction.X_AVM_DE_GetIPv6Prefix);

    public static SoapRequest MyFritzCount(string serviceType) => new(serviceType, UpnpAction.GetNumberOfServices);

    /// <param name="serviceType">Type of the service.</param>
    /// <param name="index">Counted from 0.</param>
    public static SoapRequest MyFritzService(string serviceType, int index) =>
        new(serviceType, UpnpAction.GetServiceByIndex, string.Format(CultureInfo.InvariantCulture, "<NewIndex>{0}</NewIndex>", index));

    /// <summary>The body of the POST.</summary>
    public byte[] Encode() => Encoding.UTF8.GetBytes(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n"
        + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\">"
        + $"<s:Body><u:{Action} xmlns:u=\"{ServiceType}\">{_arguments}</u:{Action}></s:Body></s:Envelope>\r\n");
}
