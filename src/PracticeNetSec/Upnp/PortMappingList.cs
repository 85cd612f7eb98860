// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Model;

namespace PracticeNetSec.Upnp;

/// <summary>What was read of a router's mapping table.</summary>
internal sealed class PortMappingList
{
    public PortMappingList(IReadOnlyList<PortMapping> mappings, Evidence? detail)
    {
        Mappings = mappings;
        Detail = detail;
    }

    public IReadOnlyList<PortMapping> Mappings { get; }

    /// <summary>True when the service's list was read to its end. That does not mean that it lists every forward.</summary>
    public bool IsWhole => Detail is null;

    /// <summary>Why it is incomplete; null when it is complete.</summary>
    public Evidence? Detail { get; }

    /// <summary>Nothing could be read.</summary>
    public static PortMappingList None(Evidence detail) => new(Array.Empty<PortMapping>(), detail);
}
