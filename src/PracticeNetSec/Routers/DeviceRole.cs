// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Routers;

/// <summary>What a device is in the practice's network. The numbers are stable.</summary>
public enum DeviceRole
{
    /// <summary>A router or firewall: the door itself.</summary>
    Router = 0,

    /// <summary>A network store behind the door.</summary>
    Nas = 1,

    /// <summary>A TI Konnektor behind the door.</summary>
    Konnektor = 2,
}
