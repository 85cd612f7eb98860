// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Routers;

/// <summary>
/// How a vendor writes versions. Two versions can be compared only when both use the same scheme; across schemes their
/// order is unknown.
/// </summary>
public enum FirmwareScheme
{
    /// <summary>Numbers with dots between them, for instance <c>1.2.3</c>; missing ones count as zero.</summary>
    Dotted = 0,

    /// <summary>bintec elmeg and Digitalisierungsbox: four numbers, for instance <c>11.01.02.102</c> or <c>V.10.2.9.102</c>.</summary>
    Bintec = 1,

    /// <summary>AVM FRITZ!OS: <c>7.57</c>, or with the number of the box's kind before it, <c>154.07.57</c>.</summary>
    FritzOs = 2,

    /// <summary>LANCOM LCOS: <c>10.80 Rel</c>, <c>10.80 RU4</c>, <c>10.80.0345SU5</c>; release and security updates share one sequence. Without a suffix (<c>9.20.0566</c>) the update is not known.</summary>
    Lcos = 3,

    /// <summary>Zyxel ZLD: <c>5.36</c>, <c>4.73 Patch 1</c>, <c>V4.73(AALA.1)C0</c>.</summary>
    Zld = 4,

    /// <summary>Sophos SFOS: <c>18.5 GA</c>, <c>18.5 MR3</c>, <c>18.5.3 MR-3-Build408</c>.</summary>
    Sfos = 5,

    /// <summary>Telekom Speedport: <c>1.41.000</c>.</summary>
    Speedport = 6,
}
