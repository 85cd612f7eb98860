// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Upnp;

/// <summary>Every action that can be invoked. None of them changes anything; the encoder cannot produce any other.</summary>
internal enum UpnpAction
{
    /// <summary>WANIPConnection:1 §2.4.18.</summary>
    GetExternalIPAddress,

    /// <summary>WANIPConnection:1 §2.4.14: the mapping at an index.</summary>
    GetGenericPortMappingEntry,

    /// <summary>TR-064 WANIPConnection and WANPPPConnection: how many mappings there are.</summary>
    GetPortMappingNumberOfEntries,

    /// <summary>Layer3Forwarding:1 §2.4.2: which connection is in use.</summary>
    GetDefaultConnectionService,

    /// <summary>TR-064 DeviceInfo: the port where the same actions are served over TLS.</summary>
    GetSecurityPort,

    /// <summary>WANIPv6FirewallControl:1 §2.4.1: whether the filter for IPv6 is on, and whether machines inside may open it.</summary>
    GetFirewallStatus,

    /// <summary>AVM's addition to WANIPConnection:1: the box' own IPv6 address.</summary>
    X_AVM_DE_GetExternalIPv6Address,

    /// <summary>AVM's addition to WANIPConnection:1: the prefix that the provider delegated.</summary>
    X_AVM_DE_GetIPv6Prefix,

    /// <summary>AVM's X_AVM-DE_MyFritz:1: how many MyFRITZ services there are.</summary>
    GetNumberOfServices,

    /// <summary>AVM's X_AVM-DE_MyFritz:1: the service at an index.</summary>
    GetServiceByIndex,
}
