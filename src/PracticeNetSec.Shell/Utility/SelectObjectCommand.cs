using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Reflection;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for Select-Object: -Property (names, wildcards, calculated), -ExpandProperty, -First, -Last, -Skip, -Unique.</summary>
[Cmdlet(VerbsCommon.Select, "Object")]
public sealed class SelectObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _tail = new();
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private int _skipped;
    private int _taken;

    /// <summary>Input.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Names, wildcards, or hashtables with Name and Expression.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>Name of the one property whose values come out.</summary>
    [Parameter]
    public string? ExpandProperty { get; set; }

    /// <summary>So many from the start; then everything upstream is stopped.</summary>
    [Parameter]
    public int First { get; set; } = -1;

    /// <summary>So many from the end.</summary>
    [Parameter]
    public int Last { get; set; } = -1;

    /// <summary>So many are left out at the start.</summary>
    [Parameter]
    public int Skip { get; set; }

    /// <summary>Each result once.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || _skipped++ < Skip)
        {
            return;
        }

        if (Last >= 0)
        {
            _tail.Add(InputObject);
            if (_tail.Count > Last)
            {
                _tail.RemoveAt(0);
            }

            return;
        }

        if (First < 0 || _taken++ < First)
        {
            Write(InputObject);
        }

        if (First >= 0 && _taken >= First)
        {
            StopUpstream();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _tail.ForEach(Write);

    private void Write(PSObject input)
    {
        PSObject shaped = Property is null ? input : Shape(input);
        if (Unique && !_seen.Add(shaped.ToString()))
        {
            return;
        }

        if (ExpandProperty is null)
        {
            WriteObject(shaped);
        }
        else if (input.Properties[ExpandProperty] is PSPropertyInfo property)
        {
            WriteObject(property.Value, enumerateCollection: true);
        }
        else
        {
            WriteError(new ErrorRecord(new PSArgumentException($"Property \"{ExpandProperty}\" cannot be found."), "ExpandPropertyNotFound", ErrorCategory.InvalidArgument, input));
        }
    }

    private PSObject Shape(PSObject input)
    {
        PSObject shaped = new();
        foreach (object property in Property!)
        {
            object bare = property is PSObject wrapped ? wrapped.BaseObject : property;
            foreach ((string name, object? value) in bare is IDictionary table ? Calculate(table, input) : Pick(bare.ToString()!, input))
            {
                if (shaped.Properties[name] is null)
                {
                    shaped.Properties.Add(new PSNoteProperty(name, value));
                }
            }
        }

        return shaped;
    }

    private static IEnumerable<(string Name, object? Value)> Pick(string pattern, PSObject input)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern))
        {
            return new[] { (input.Properties[pattern]?.Name ?? pattern, input.Properties[pattern]?.Value) };
        }

        WildcardPattern wildcard = new(pattern, WildcardOptions.IgnoreCase);
        return input.Properties.Where(property => wildcard.IsMatch(property.Name)).Select(property => (property.Name, (object?)property.Value)).ToArray();
    }

    private static IEnumerable<(string Name, object? Value)> Calculate(IDictionary table, PSObject input)
    {
        string? name = (table["Name"] ?? table["n"] ?? table["Label"] ?? table["l"])?.ToString();
        object? expression = table["Expression"] ?? table["e"];
        object? value = expression is ScriptBlock block
            ? Unwrap(block.InvokeWithContext(null, new List<PSVariable> { new("_", input) }))
            : input.Properties[expression?.ToString() ?? ""]?.Value;
        yield return (name ?? Convert.ToString(expression, CultureInfo.InvariantCulture)!, value);
    }

    private static object? Unwrap(Collection<PSObject> results) => results.Count switch
    {
        0 => null,
        1 => results.First(),
        _ => results.ToArray(),
    };

    /// <summary>
    /// What the real Select-Object does. The engine offers no public way to end the commands before this one only, so
    /// its own exception is made by reflection; where a newer engine no longer has it, the pipeline just runs on.
    /// </summary>
    private void StopUpstream()
    {
        Type? stop = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException");
        ConstructorInfo? make = stop?.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, new[] { typeof(InternalCommand) });
        if (make?.Invoke(new object[] { this }) is Exception exception)
        {
            throw exception;
        }
    }
}
