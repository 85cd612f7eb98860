// SPDX-License-Identifier: MIT
using System.Collections.Generic;

namespace PracticeNetSec.Packaging.Help;

/// <summary>The fixed words of help pages in one language.</summary>
internal sealed record HelpLanguage
{
    public static HelpLanguage English { get; } = new()
    {
        Culture = "en-US",
        Folder = ".",
        Sections = ["Description", "Examples", "Parameters", "Output", "Safety", "Links"],
        ParameterColumns = ["Name", "Meaning", "Default", "Pipeline, position"],
        AboutHeadings = ["TOPIC", "SHORT DESCRIPTION", "LONG DESCRIPTION", "SEE ALSO"],
        SeeAlso = "See also",
        Required = "required",
        Named = "by name only",
        Position = "position {0}",
        Pipeline = "pipeline",
        PipelineByPropertyName = "pipeline by property name",
        Wildcards = "wildcards",
        Example = "Example",
        WhatIf = "Shows what would be written, and writes nothing.",
        Confirm = "Asks before anything is written.",
    };

    public static HelpLanguage German { get; } = new()
    {
        Culture = "de-DE",
        Folder = "de",
        Sections = ["Beschreibung", "Beispiele", "Parameter", "Ausgabe", "Sicherheit", "Links"],
        ParameterColumns = ["Name", "Bedeutung", "Vorgabe", "Pipeline, Position"],
        AboutHeadings = ["THEMA", "KURZE BESCHREIBUNG", "DETAILLIERTE BESCHREIBUNG", "SIEHE AUCH"],
        SeeAlso = "Siehe auch",
        Required = "erforderlich",
        Named = "nur mit Namen",
        Position = "Position {0}",
        Pipeline = "Pipeline",
        PipelineByPropertyName = "Pipeline nach Eigenschaftsname",
        Wildcards = "Platzhalter",
        Example = "Beispiel",
        WhatIf = "Zeigt, was geschrieben würde, und schreibt nichts.",
        Confirm = "Fragt, bevor etwas geschrieben wird.",
    };

    public static IReadOnlyList<HelpLanguage> All { get; } = [English, German];

    /// <summary>The folder's name in the module, as the engine looks for it.</summary>
    public required string Culture { get; init; }

    /// <summary>Where the pages lie, below docs/.</summary>
    public required string Folder { get; init; }

    /// <summary>Headings of a page, in their order.</summary>
    public required IReadOnlyList<string> Sections { get; init; }

    public required IReadOnlyList<string> ParameterColumns { get; init; }

    /// <summary>The four headings of an about topic.</summary>
    public required IReadOnlyList<string> AboutHeadings { get; init; }

    public required string SeeAlso { get; init; }

    /// <summary>Stands as default of a parameter that must be given.</summary>
    public required string Required { get; init; }

    /// <summary>Stands where a parameter takes nothing from the pipeline and has no position.</summary>
    public required string Named { get; init; }

    /// <summary>With a place for the number, which counts from 0.</summary>
    public required string Position { get; init; }

    public required string Pipeline { get; init; }

    public required string PipelineByPropertyName { get; init; }

    /// <summary>Stands in the meaning of a parameter that takes them.</summary>
    public required string Wildcards { get; init; }

    public required string Example { get; init; }

    public required string WhatIf { get; init; }

    public required string Confirm { get; init; }
}
