// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Routers;

/// <summary>What a device is in the practice's network. The numbers are stable.</summary>
public enum DeviceRole
{
    /// <summary>A router or firewall.</summary>
    Router = 0,

    /// <summary>A network store (NAS) behind the router.</summary>
    Nas = 1,

    /// <summary>A TI Konnektor behind the router.</summary>
    Konnektor = 2,
}
