// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PracticeNetSec.Fuzz.Engine;
using PracticeNetSec.NatPmp;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Upnp;

namespace PracticeNetSec.Fuzz.Targets;

/// <summary>UPnP, TR-064's part of it, FRITZ!Box pages and NAT-PMP.</summary>
internal static class UpnpTargets
{
    private static readonly Uri Location = new("http://192.168.3.1:5000/rootDesc.xml");

    private static readonly byte[][] XmlWords = Recorded.Texts(
        "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&lt;", "&#x202E;", "&#0;", "<?xml version=\"1.0\"?>",
        "<device>", "</device>", "<service>", "</service>", "<URLBase>", "<controlURL>", "http://192.168.3.1:5000/", "http://[::1]:99999/", "//evil/", "urn:", "xmlns:s=\"a\"", "encoding=\"utf-16\"");

    public static IEnumerable<FuzzTarget> All()
    {
        yield return new FuzzTarget("upnp-description", Description, [.. Recorded.Files("upnp", "*description.xml"), .. Elsewhere()], typeof(UpnpFormatException)) { Words = XmlWords };
        yield return new FuzzTarget("upnp-soap", Soap, [.. Recorded.Files("upnp", "*mapping*.xml"), .. Recorded.Files("upnp", "*action.xml"), .. Recorded.Files("upnp", "*address.xml")], typeof(UpnpFormatException))
        {
            Words = [.. XmlWords, .. Recorded.Texts("<UPnPError>", "<errorCode>", "<NewEnabled>", "<NewProtocol>", "<NewLeaseDuration>", "65536", "4294967296", "UDP", "TCP")],
        };
        yield return new FuzzTarget("upnp-search", Search, Recorded.Files("upnp", "*search.bin"), typeof(UpnpFormatException))
        {
            Words = Recorded.Texts("\r\n", "LOCATION: ", "ST: ", "SERVER: ", "HTTP/1.1 200 OK\r\n", "http://", "[::1]", "%00", ":0", "@"),
        };
        yield return new FuzzTarget("fritz-box-info", Box, BoxPages(), []) { Words = [.. XmlWords, .. Recorded.Texts("<j:BoxInfo xmlns:j=\"http://juis.avm.de/updateinfo\">", "<j:Version>", "154.07.57", "9999")] };
        yield return new FuzzTarget("nat-pmp", datagram => AddressAnswer.Decode(datagram), [Recorded.File("upnp/natpmp-address.bin"), [2, 128, 0, 1]], typeof(NatPmpFormatException));
    }

    private static void Description(byte[] body)
    {
        DeviceDescription description = DeviceDescription.Decode(Encoding.UTF8.GetString(body), Location);
        Property.Holds(description.Services.All(service => service.ControlUrl.Host == Location.Host), "a service of another host is asked");
        foreach (string? text in new[] { description.DeviceType, description.FriendlyName, description.Manufacturer, description.ModelName, description.SerialNumber, description.SystemVersion })
        {
            Property.IsFitToShow(text, "a text of the description");
        }
    }

    private static void Soap(byte[] body)
    {
        string text = Encoding.UTF8.GetString(body);
        SoapAnswer.Decode(text, UpnpAction.GetExternalIPAddress is var address && text.Contains(nameof(UpnpAction.GetExternalIPAddress), StringComparison.Ordinal) ? address : UpnpAction.GetGenericPortMappingEntry);
        SoapAnswer answer = SoapAnswer.Decode(text, UpnpAction.GetGenericPortMappingEntry);
        Property.IsFitToShow(answer.ErrorText, "the error's text");
        if (answer.ErrorCode is null)
        {
            PortMapping mapping = PortMapping.Decode(answer);
            Property.Holds(mapping.ExternalPort is >= 0 and <= 65535 && mapping.InternalPort is >= 0 and <= 65535, "a port that does not exist");
            Property.IsFitToShow(mapping.Description, "the description of a mapping");
            Property.IsFitToShow(mapping.InternalClient, "the client of a mapping");
        }
    }

    private static void Search(byte[] datagram) => Property.Holds(SsdpReply.Decode(datagram).Location.IsAbsoluteUri, "a location that is no place");

    private static void Box(byte[] body)
    {
        if (BoxInfo.TryParse(Encoding.UTF8.GetString(body)) is { } box)
        {
            Property.IsFitToShow(box.Name, "the name");
            Property.IsFitToShow(box.Hardware, "the hardware");
            Property.IsFitToShow(box.SerialNumber, "the serial number");
            Property.Holds(box.Firmware is null || box.Firmware.Version is not null, "a firmware without a version");
        }
    }

    /// <summary>Descriptions that would lead us to another host.</summary>
    private static byte[][] Elsewhere() => Recorded.Texts(
        "<root><URLBase>http://192.168.3.1:5000/</URLBase><device><serviceList><service><serviceType>urn:a:b:1</serviceType><controlURL>http://203.0.113.9/c</controlURL></service></serviceList></device></root>",
        "<root><URLBase>http://203.0.113.9/</URLBase><device><serviceList><service><serviceType>urn:a:b:1</serviceType><controlURL>/c</controlURL></service></serviceList></device></root>");

    private static byte[][] BoxPages() => Recorded.Texts(
        "<?xml version=\"1.0\"?><j:BoxInfo xmlns:j=\"http://juis.avm.de/updateinfo\"><j:Name>FRITZ!Box 7590</j:Name><j:HW>226</j:HW><j:Major>154</j:Major><j:Minor>7</j:Minor><j:Patch>57</j:Patch><j:Buildnumber>108000</j:Buildnumber><j:Serial>00040E112233</j:Serial></j:BoxInfo>",
        "<j:BoxInfo xmlns:j=\"http://jason.avm.de/updatecheck/\"><j:Name>FRITZ!Box Fon WLAN 7390</j:Name><j:HW>156</j:HW><j:Version>84.06.83</j:Version><j:Serial>00040E112233</j:Serial></j:BoxInfo>");
}
