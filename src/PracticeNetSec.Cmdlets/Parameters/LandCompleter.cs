// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PracticeNetSec.Breach;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>Offers the sixteen codes, each with its authority as the tool tip.</summary>
public sealed class LandCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        SupervisoryAuthority.All
            .Where(authority => authority.Land.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .OrderBy(authority => authority.Land, StringComparer.Ordinal)
            .Select(authority => new CompletionResult(authority.Land, authority.Land, CompletionResultType.ParameterValue, authority.Name));
}
