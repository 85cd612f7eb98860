// SPDX-License-Identifier: MIT
using PracticeNetSec.Upnp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>A mapping of UPnP or TR-064 as a port forward.</summary>
internal static class UpnpForward
{
    private const int AllPorts = 0; // WANIPConnection:1 §2.2.16
    private const int LastPort = 65535;

    public static PortForward From(PortMapping mapping, string source)
    {
        bool isWhole = mapping.ExternalPort == AllPorts;
        return new PortForward
        {
            Protocol = mapping.Protocol,
            ExternalStart = isWhole ? 1 : mapping.ExternalPort,
            ExternalEnd = isWhole ? LastPort : mapping.LastExternalPort,
            InternalAddress = mapping.InternalClient.Length == 0 ? null : mapping.InternalClient,
            InternalStart = isWhole ? 1 : mapping.InternalPort,
            InternalEnd = isWhole ? LastPort : mapping.InternalPort + (mapping.LastExternalPort - mapping.ExternalPort),
            RemoteAddress = mapping.RemoteHost,
            Enabled = mapping.Enabled,
            Description = mapping.Description,
            LeaseSeconds = mapping.LeaseSeconds,
            Source = source,
        };
    }
}
