// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;

namespace PracticeNetSec.Routers.Configuration;

/// <summary>A forward or an opening as a configuration writes it, before it is understood.</summary>
/// <param name="Part">The part of the configuration, as its vendor names it.</param>
/// <param name="Line">Where it begins.</param>
internal sealed record ForwardEntry(string Part, int Line)
{
    /// <summary>One or several protocols; every one when empty.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>Ports outside; every one when empty.</summary>
    public string OutsidePorts { get; init; } = "";

    /// <summary>The machine inside; the router itself when empty.</summary>
    public string InsideAddress { get; init; } = "";

    /// <summary>Ports inside; those outside when empty.</summary>
    public string InsidePorts { get; init; } = "";

    /// <summary>Who may use it; everyone when empty.</summary>
    public IReadOnlyList<string> Senders { get; init; } = Array.Empty<string>();

    /// <summary>False where the configuration has it and does not apply it.</summary>
    public bool Enabled { get; init; } = true;
}
