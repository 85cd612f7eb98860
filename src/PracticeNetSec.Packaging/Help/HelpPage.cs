// SPDX-License-Identifier: MIT
using System.Collections.Generic;

namespace PracticeNetSec.Packaging.Help;

/// <summary>A help page, taken apart: see "Where a help page goes" in CONTRIBUTING.md.</summary>
internal sealed record HelpPage
{
    public required string Path { get; init; }

    /// <summary>Name of the cmdlet.</summary>
    public required string Name { get; init; }

    public required string Synopsis { get; init; }

    public required IReadOnlyList<HelpText> Description { get; init; }

    public required IReadOnlyList<HelpExample> Examples { get; init; }

    public required IReadOnlyList<HelpParameter> Parameters { get; init; }

    public required IReadOnlyList<HelpText> Output { get; init; }

    public required IReadOnlyList<HelpText> Safety { get; init; }

    public required IReadOnlyList<HelpLink> Links { get; init; }
}
