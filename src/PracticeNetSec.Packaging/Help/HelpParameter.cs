// SPDX-License-Identifier: MIT
using System.Collections.Generic;

namespace PracticeNetSec.Packaging.Help;

/// <summary>One line of a page's table of parameters.</summary>
/// <param name="Name">Without the hyphen.</param>
/// <param name="Type">As written; empty for a switch.</param>
/// <param name="Aliases">Without hyphens.</param>
/// <param name="Meaning">Plain text.</param>
/// <param name="Default">Plain text; empty where there is none.</param>
/// <param name="DefaultValues">What of the default is written as code: literal values.</param>
/// <param name="Place">Pipeline and position, as written.</param>
/// <param name="Line">Where it stands in the file, from 1.</param>
internal sealed record HelpParameter(
    string Name, string Type, IReadOnlyList<string> Aliases, string Meaning, string Default, IReadOnlyList<string> DefaultValues, string Place, int Line);
