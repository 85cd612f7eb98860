// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using PracticeNetSec.Routers.Advisories;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>Offers the vendors or models of the advisories that ship with the module; models of the vendor that the command line names.</summary>
public sealed class AdvisoryTextCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete.Trim('\'', '"');
        bool isVendor = parameterName == "Vendor";
        string? vendor = isVendor ? null : fakeBoundParameters["Vendor"] switch { string one => one, object[] { Length: 1 } single => single[0].ToString(), _ => null };
        return AdvisoryCatalog.Shipped.Entries
            .Where(advisory => vendor is null || string.Equals(advisory.Vendor, vendor, StringComparison.OrdinalIgnoreCase))
            .SelectMany(advisory => isVendor ? new[] { advisory.Vendor ?? "" } : advisory.Models.Concat(advisory.SisterModels).Concat(advisory.ConditionalModels))
            .Where(text => text.Length > 0 && text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(text => text, StringComparer.OrdinalIgnoreCase)
            .Select(text => new CompletionResult(text.All(char.IsLetterOrDigit) ? text : $"'{text.Replace("'", "''")}'", text, CompletionResultType.ParameterValue, text));
    }
}
