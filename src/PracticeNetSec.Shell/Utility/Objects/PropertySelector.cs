// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace PracticeNetSec.Shell.Utility;

/// <summary>
/// One entry of a -Property parameter: a name, possibly with wildcards, a script block, or a table
/// <c>@{ Name = ...; Expression = ...; Descending = ... }</c> with PowerShell's usual abbreviations.
/// </summary>
internal sealed class PropertySelector
{
    private readonly PSPropertyExpression _expression;
    private readonly string? _label;

    private PropertySelector(PSPropertyExpression expression, string? label, bool? descending)
    {
        _expression = expression;
        _label = label;
        Descending = descending;
    }

    /// <summary>The direction a table states for this property, or null.</summary>
    internal bool? Descending { get; }

    internal static PropertySelector[] ParseAll(Cmdlet owner, object[]? properties) =>
        [.. (properties ?? []).Select(property => Parse(owner, property))];

    /// <summary>Name and value for every property the selector finds on an object; a value that throws counts as null.</summary>
    internal IEnumerable<(string Name, object? Value)> Select(PSObject item)
    {
        List<PSPropertyExpressionResult> results = _expression.GetValues(item);
        if (results.Count == 0 && !_expression.HasWildCardCharacters)
        {
            yield return (Name, null);
        }

        foreach (PSPropertyExpressionResult result in results)
        {
            yield return (_label ?? result.ResolvedExpression.ToString(), result.Exception is null ? result.Result : null);
        }
    }

    /// <summary>The first value, or null where the object has no such property.</summary>
    internal object? Value(PSObject item)
    {
        PSPropertyExpressionResult? first = _expression.GetValues(item).FirstOrDefault();
        return first?.Exception is null ? first?.Result : null;
    }

    internal bool Exists(PSObject item) => _expression.Script is not null || _expression.ResolveNames(item).Count > 0;

    private string Name => _label ?? _expression.ToString();

    private static PropertySelector Parse(Cmdlet owner, object property)
    {
        object value = property is PSObject wrapped ? wrapped.BaseObject : property;
        switch (value)
        {
            case ScriptBlock script:
                return new PropertySelector(new PSPropertyExpression(script), null, null);
            case IDictionary table:
                return ParseTable(owner, table);
            default:
                return new PropertySelector(new PSPropertyExpression(value.ToString() ?? string.Empty), null, null);
        }
    }

    private static PropertySelector ParseTable(Cmdlet owner, IDictionary table)
    {
        string? label = null;
        PSPropertyExpression? expression = null;
        bool? descending = null;
        foreach (DictionaryEntry entry in table)
        {
            string key = entry.Key.ToString() ?? string.Empty;
            object? value = entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value;
            if (Abbreviates(key, "name") || Abbreviates(key, "label"))
            {
                label = value?.ToString();
            }
            else if (Abbreviates(key, "expression"))
            {
                expression = value is ScriptBlock script
                    ? new PSPropertyExpression(script)
                    : new PSPropertyExpression(value?.ToString() ?? string.Empty);
            }
            else if (Abbreviates(key, "descending"))
            {
                descending = LanguagePrimitives.IsTrue(value);
            }
            else if (Abbreviates(key, "ascending"))
            {
                descending = !LanguagePrimitives.IsTrue(value);
            }
            else
            {
                Refuse(owner, $"The key '{key}' has no meaning in a property table; known are Name, Expression, Ascending and Descending.", table);
            }
        }

        if (expression is null)
        {
            if (string.IsNullOrEmpty(label))
            {
                Refuse(owner, "A property table needs an Expression.", table);
            }

            expression = new PSPropertyExpression(label);
        }

        return new PropertySelector(expression, label, descending);
    }

    private static bool Abbreviates(string key, string name) =>
        key.Length > 0 && name.StartsWith(key, StringComparison.OrdinalIgnoreCase);

    private static void Refuse(Cmdlet owner, string message, object target) =>
        owner.ThrowTerminatingError(new ErrorRecord(
            new PSArgumentException(message), "BadPropertyTable", ErrorCategory.InvalidArgument, target));
}
