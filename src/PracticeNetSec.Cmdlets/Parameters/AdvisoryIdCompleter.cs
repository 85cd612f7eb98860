// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PracticeNetSec.Routers.Advisories;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>Offers the ids of the advisories that ship with the module, each with its title as the tool tip.</summary>
public sealed class AdvisoryIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        AdvisoryCatalog.Shipped.Entries
            .GroupBy(advisory => advisory.Id, StringComparer.Ordinal)
            .Where(same => same.Key.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new CompletionResult(same.Key, same.Key, CompletionResultType.ParameterValue, same.First().Title));
}
