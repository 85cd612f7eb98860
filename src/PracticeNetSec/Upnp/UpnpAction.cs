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
}
