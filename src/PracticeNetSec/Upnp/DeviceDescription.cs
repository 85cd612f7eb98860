// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Upnp;

/// <summary>
/// A device description (UPnP Device Architecture 1.1 §2.3), as served by an IGD and a TR-064 device. AVM adds
/// <c>systemVersion</c>.
/// </summary>
internal sealed class DeviceDescription
{
    private const int MaxServices = 256;
    private const int MaxServiceTypeLength = 128;

    private DeviceDescription(IReadOnlyList<UpnpService> services, int foreign)
    {
        Services = services;
        ForeignServices = foreign;
    }

    /// <summary>Type of the root device, for instance <c>urn:schemas-upnp-org:device:InternetGatewayDevice:1</c>.</summary>
    public string DeviceType { get; private set; } = "";

    public string? Manufacturer { get; private set; }

    public string? ModelName { get; private set; }

    public string? FriendlyName { get; private set; }

    public string? SerialNumber { get; private set; }

    /// <summary>AVM's <c>Display</c>, for instance <c>154.07.57</c>; null for other vendors.</summary>
    public string? SystemVersion { get; private set; }

    /// <summary>Services of the root device and of the devices in it, in the order of the document.</summary>
    public IReadOnlyList<UpnpService> Services { get; }

    /// <summary>Services left out because their control URL points to another host: a real router has none.</summary>
    public int ForeignServices { get; }

    /// <param name="body">The document.</param>
    /// <param name="location">Where it was read from; relative URLs start there unless the document contains <c>URLBase</c>.</param>
    /// <exception cref="UpnpFormatException">It is not a device description.</exception>
    public static DeviceDescription Decode(string body, Uri location)
    {
        BoundedXml xml = BoundedXml.Read(body);
        if (xml.RootName != "root")
        {
            throw new UpnpFormatException(EvidenceOf.UpnpXmlNoDescription());
        }

        // UDA 1.0 has URLBase; 1.1 deprecates it. Where it names another host, no relative URL is accepted.
        Uri? urlBase = xml.Find("root", "URLBase") is { Length: > 0 } text ? Resolve(location, text) : location;
        XmlLeaf[][] described = xml.Leaves.Where(leaf => leaf.ParentName == "service").GroupBy(leaf => leaf.Parent).Take(MaxServices).Select(group => group.ToArray()).ToArray();
        List<UpnpService> services = new();
        int foreign = 0;
        foreach (XmlLeaf[] service in described)
        {
            string? type = Value(service, "serviceType");
            string? control = Value(service, "controlURL");
            if (type is null || control is null || !IsServiceType(type))
            {
                continue;
            }

            if (urlBase is not null && Resolve(urlBase, control) is { } url && IsSameHost(url, location))
            {
                services.Add(new UpnpService(type, url));
            }
            else
            {
                foreign++;
            }
        }

        // The root device's own texts come before those of the devices in it.
        return new DeviceDescription(services, foreign)
        {
            DeviceType = xml.Find("device", "deviceType") ?? "",
            Manufacturer = NotEmpty(xml.Find("device", "manufacturer")),
            ModelName = NotEmpty(xml.Find("device", "modelName")),
            FriendlyName = NotEmpty(xml.Find("device", "friendlyName")),
            SerialNumber = NotEmpty(xml.Find("device", "serialNumber")),
            SystemVersion = NotEmpty(xml.Find("systemVersion", "Display")),
        };
    }

    /// <summary>Services whose type is exactly one of these, in the order of the types.</summary>
    public IEnumerable<UpnpService> OfType(params string[] types) =>
        types.SelectMany(type => Services.Where(service => service.Type == type));

    /// <summary>True where a URL stays on the queried host, over HTTP, and contains no login.</summary>
    public static bool IsSameHost(Uri url, Uri asked) =>
        url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Port > 0
        && string.Equals(url.Host, asked.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>A type is inserted into a header and into XML unescaped: only text that needs no escaping is accepted.</summary>
    internal static bool IsServiceType(string type) =>
        type.Length <= MaxServiceTypeLength && type.StartsWith("urn:", StringComparison.Ordinal)
        && type.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or ':' or '-' or '_' or '.');

    private static string? Value(XmlLeaf[] service, string name) => service.FirstOrDefault(leaf => leaf.Name == name)?.Value;

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static Uri? Resolve(Uri from, string text) =>
        Uri.TryCreate(from, text, out Uri? url) && IsSameHost(url, from) ? url : null;
}
