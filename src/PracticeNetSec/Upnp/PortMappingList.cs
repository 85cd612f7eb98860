// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;

namespace PracticeNetSec.Upnp;

/// <summary>What was read of a router's mapping table.</summary>
internal sealed class PortMappingList
{
    public PortMappingList(IReadOnlyList<PortMapping> mappings, bool isWhole, string detail)
    {
        Mappings = mappings;
        IsWhole = isWhole;
        Detail = detail;
    }

    public IReadOnlyList<PortMapping> Mappings { get; }

    /// <summary>True when the service's list was read to its end. Whether it lists every forward is another question.</summary>
    public bool IsWhole { get; }

    /// <summary>Why it is not whole; empty when it is.</summary>
    public string Detail { get; }

    /// <summary>Nothing could be read.</summary>
    public static PortMappingList None(string detail) => new(Array.Empty<PortMapping>(), false, detail);
}
