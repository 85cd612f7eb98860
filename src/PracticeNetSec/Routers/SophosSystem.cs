// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Routers;

/// <summary>
/// Which operating system a Sophos firewall runs. Sophos UTM (formerly Astaro) numbers its versions independently of SFOS, so
/// SFOS advisories say nothing about it.
/// </summary>
internal static class SophosSystem
{
    /// <summary>The product's name, as <c>Data/snmp-vendors.json</c> has it.</summary>
    public const string Utm = "UTM";

    /// <summary>True for a firewall that does not run SFOS.</summary>
    public static bool IsNotSfos(string? model) => string.Equals(model, Utm, StringComparison.OrdinalIgnoreCase);
}
