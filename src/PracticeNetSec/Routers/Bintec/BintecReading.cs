// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.Bintec;

/// <summary>What a device, or a recording of one, reported about itself and its forwards.</summary>
internal sealed class BintecReading
{
    /// <summary>Whether the device answered at all; the state of the tables is in <see cref="Sources"/>.</summary>
    public SnmpOutcome Outcome { get; init; }

    /// <summary>True when the device is of the bintec family (Digitalisierungsbox, be.IP).</summary>
    public bool IsBintec { get; init; }

    public RouterIdentity Identity { get; init; } = new();

    /// <summary>Null when the device did not report it.</summary>
    public RouterFirmware? Firmware { get; init; }

    /// <summary>The forwards that could be read.</summary>
    public PortForward[] Forwards { get; init; } = Array.Empty<PortForward>();

    /// <summary>
    /// True when <see cref="Forwards"/> are complete: the table was read to its end and every row was understood.
    /// While this is false, the absence of a forward is inconclusive.
    /// </summary>
    public bool ForwardsComplete { get; init; }

    /// <summary>The live sessions that could be read.</summary>
    public NatSession[] Sessions { get; init; } = Array.Empty<NatSession>();

    /// <summary>The device's interfaces, and which of them translate.</summary>
    public NatInterface[] Interfaces { get; init; } = Array.Empty<NatInterface>();

    /// <summary>True where <see cref="Interfaces"/> was read to its end: an interface that is not among them is none to the Internet.</summary>
    public bool NamesAllInterfaces { get; init; }

    /// <summary>Rows that could not be read: table, row, and why.</summary>
    public Evidence[] UnreadableRows { get; init; } = Array.Empty<Evidence>();

    /// <summary>How each part answered.</summary>
    public SourceReport[] Sources { get; init; } = Array.Empty<SourceReport>();
}
