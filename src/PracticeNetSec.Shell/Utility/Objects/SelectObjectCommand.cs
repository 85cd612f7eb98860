// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Shell.Engine;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Select-Object</c>: some of the objects, or some of their properties.</summary>
[Cmdlet(VerbsCommon.Select, "Object", DefaultParameterSetName = "Default")]
[OutputType(typeof(PSObject))]
public sealed class SelectObjectCommand : PSCmdlet
{
    private readonly Queue<PSObject> _held = new();
    private readonly List<PSObject> _seen = [];
    private PropertySelector[] _properties = [];
    private PropertySelector? _expand;
    private WildcardPattern[] _excluded = [];
    private int _skipped;
    private int _written;

    /// <summary>The objects to choose from.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Names (wildcards allowed), script blocks or tables with Name and Expression.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>Names of properties to leave out, wildcards allowed.</summary>
    [Parameter]
    public string[]? ExcludeProperty { get; set; }

    /// <summary>The one property whose value takes the place of the object; a list is taken apart.</summary>
    [Parameter]
    public string? ExpandProperty { get; set; }

    /// <summary>Leaves out what equals an object that was already written.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>How many from the start; the commands before this one are stopped as soon as it has them.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int First { get; set; }

    /// <summary>How many from the end.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Last { get; set; }

    /// <summary>How many to pass over: from the end together with -Last, otherwise from the start.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    /// <summary>How many to leave out at the end.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int SkipLast { get; set; }

    private bool HasFirst => MyInvocation.BoundParameters.ContainsKey(nameof(First));

    private bool HasLast => MyInvocation.BoundParameters.ContainsKey(nameof(Last));

    private bool SkipsAtEnd => HasLast && !HasFirst;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Leaving properties out means: all the others.
        _properties = PropertySelector.ParseAll(this, Property ?? (ExcludeProperty is null ? null : ["*"]));
        _expand = ExpandProperty is null ? null : PropertySelector.ParseAll(this, [ExpandProperty])[0];
        _excluded = [.. (ExcludeProperty ?? []).Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase))];
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        if (!SkipsAtEnd && _skipped < Skip)
        {
            _skipped++;
            return;
        }

        if (HasFirst && _written < First)
        {
            _written++;
            Choose(InputObject);
        }
        else if (HasLast)
        {
            Hold(Last + (SkipsAtEnd ? Skip : 0));
        }
        else if (SkipLast > 0)
        {
            if (Hold(SkipLast) is { } released)
            {
                Choose(released);
            }
        }
        else if (!HasFirst)
        {
            Choose(InputObject);
        }

        if (HasFirst && !HasLast && _written >= First)
        {
            throw EngineInternals.StopUpstream(this);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (HasLast)
        {
            int end = _held.Count - (SkipsAtEnd ? Skip : 0);
            foreach (PSObject item in _held.Take(end))
            {
                Choose(item);
            }
        }
    }

    private PSObject? Hold(int atMost)
    {
        _held.Enqueue(InputObject!);
        return _held.Count > atMost ? _held.Dequeue() : null;
    }

    private void Choose(PSObject item)
    {
        if (_expand is not null)
        {
            Expand(item, _expand);
        }
        else
        {
            Emit(_properties.Length == 0 ? item : WithProperties(item));
        }
    }

    private PSObject WithProperties(PSObject item)
    {
        var result = new PSObject();
        AddProperties(result, item);
        result.TypeNames.Insert(0, "Selected." + item.BaseObject.GetType());
        return result;
    }

    private void AddProperties(PSObject result, PSObject item)
    {
        foreach (PropertySelector selector in _properties)
        {
            foreach ((string name, object? value) in selector.Select(item))
            {
                if (!_excluded.Any(pattern => pattern.IsMatch(name)) && result.Properties[name] is null)
                {
                    result.Properties.Add(new PSNoteProperty(name, value));
                }
            }
        }
    }

    private void Expand(PSObject item, PropertySelector selector)
    {
        if (!selector.Exists(item))
        {
            WriteError(new ErrorRecord(
                new PSArgumentException($"Property \"{ExpandProperty}\" cannot be found."),
                "ExpandPropertyNotFound",
                ErrorCategory.InvalidArgument,
                item));
            return;
        }

        foreach ((_, object? value) in selector.Select(item))
        {
            if (LanguagePrimitives.GetEnumerable(value) is { } list)
            {
                foreach (object? element in list)
                {
                    EmitExpanded(element, item);
                }
            }
            else
            {
                EmitExpanded(value, item);
            }
        }
    }

    private void EmitExpanded(object? value, PSObject source)
    {
        if (value is null)
        {
            return;
        }

        PSObject result = PSObject.AsPSObject(value);
        if (_properties.Length > 0)
        {
            // The note belongs to this output, not to the object that the source still holds.
            result = result.Copy();
            AddProperties(result, source);
        }

        Emit(result);
    }

    private void Emit(PSObject item)
    {
        if (Unique)
        {
            if (_seen.Exists(other => AreEqual(other, item)))
            {
                return;
            }

            _seen.Add(item);
        }

        WriteObject(item);
    }

    private static bool AreEqual(PSObject a, PSObject b)
    {
        if (a.BaseObject is not PSCustomObject || b.BaseObject is not PSCustomObject)
        {
            return LanguagePrimitives.Equals(a, b, ignoreCase: false, CultureInfo.InvariantCulture);
        }

        PSPropertyInfo[] left = [.. a.Properties];
        return left.Length == b.Properties.Count()
            && left.All(p => b.Properties[p.Name] is { } other && LanguagePrimitives.Equals(p.Value, other.Value, ignoreCase: false, CultureInfo.InvariantCulture));
    }
}
