// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>
/// Rebuilds our objects after Export-Clixml, Start-Job, remoting or JSON, where only their properties are left, so
/// that they bind to the next cmdlet like the originals.
/// </summary>
internal static class Rehydration
{
    // ConvertFrom-Json returns objects without a type name; this set of properties identifies one of our types.
    private static readonly (Type Type, string[] Signature)[] Shapes =
    {
        (typeof(PracticeAudit), new[] { "RouterExposure", "ShareReachability", "Scope", "Verdict" }),
        (typeof(ExposureSnapshot), new[] { "SharesChecked", "OpenPorts", "Findings", "Verdict" }),
        (typeof(ShareReachability), new[] { "Dialects", "Shares", "Verdict" }),
        (typeof(RouterExposure), new[] { "Forwards", "Identity", "Verdict" }),
        (typeof(PortResult), new[] { "Address", "Port", "State", "Attempts" }),
        (typeof(Practice), new[] { "PracticeId", "WanAddress", "IntendedPorts" }),
    };

    // A practice may be a user's own table with one server in it. Everything else comes from this module, and one text where a list
    // was is what ConvertTo-Json leaves of a list beyond its depth: accepted as it is, it would silently alter a report.
    private const string HandWritten = nameof(Practice) + ".";

    // Properties that version 0.1 saved under another name; a list was one text.
    private static readonly Dictionary<(Type Type, string Name), string> FormerNames = new()
    {
        [(typeof(ShareSessionAccess), nameof(ShareSessionAccess.Reasons))] = "Reason",
        [(typeof(RouterExposure), nameof(RouterExposure.AcceptsAllPorts))] = "EveryPortAnswers",
        [(typeof(RouterExposure), nameof(RouterExposure.ReportedWanAddresses))] = "ToldWanAddresses",
        [(typeof(RouterExposure), nameof(RouterExposure.DynamicPortMapping))] = "SelfOpening",
    };

    /// <summary>The object itself, rebuilt where needed; anything foreign comes back as it is.</summary>
    /// <exception cref="InputException"><c>ObjectCutOff</c>: it was saved with too small a depth, or altered.</exception>
    public static object Restore(PSObject input)
    {
        if (input.BaseObject is not PSCustomObject and not IDictionary && !IsOfOtherVersion(input.BaseObject))
        {
            return input.BaseObject;
        }

        if (input.BaseObject is IDictionary table)
        {
            input = FromTable(table);
        }

        Type? type = TypeOf(input);
        return type is null ? input : Build(input, type, type.Name);
    }

    /// <summary>An object of the given type, and with it what the user added to the saved one (<c>Add-Member</c>).</summary>
    /// <exception cref="InputException"><c>ObjectCutOff</c>: it was saved with too small a depth, or altered.</exception>
    public static PSObject Restore(PSObject saved, Type type)
    {
        PSObject restored = PSObject.AsPSObject(type == typeof(Evidence) ? EvidenceOf(saved, type.Name) : Build(saved, type, type.Name));
        foreach (PSNoteProperty added in saved.Properties.OfType<PSNoteProperty>().Where(property => restored.Properties[property.Name] is null))
        {
            restored.Properties.Add(new PSNoteProperty(added.Name, added.Value));
        }

        return restored;
    }

    // ConvertFrom-Json -AsHashtable, or a user's own @{…}.
    private static PSObject FromTable(IDictionary table)
    {
        PSObject built = new();
        foreach (DictionaryEntry entry in table)
        {
            built.Properties.Add(new PSNoteProperty(entry.Key.ToString(), entry.Value));
        }

        return built;
    }

    // Two versions of the module in one session have types of their own; of the other's objects the properties count.
    private static bool IsOfOtherVersion(object value)
    {
        Assembly assembly = value.GetType().Assembly, own = typeof(Practice).Assembly;
        return assembly != own && assembly.GetName().Name == own.GetName().Name;
    }

    /// <summary>The type that an object or a table was saved from, by its name or by the properties it has; null for anything else.</summary>
    public static Type? TypeOf(PSObject input)
    {
        input = input.BaseObject is IDictionary table ? FromTable(table) : input;
        foreach ((Type type, string[] signature) in Shapes)
        {
            // By the name alone: version 0.1 had other namespaces.
            if (input.TypeNames.Any(name => name.StartsWith("Deserialized.PracticeNetSec.", StringComparison.Ordinal) && name.EndsWith("." + type.Name, StringComparison.Ordinal)) || signature.All(name => input.Properties[name] is not null))
            {
                return type;
            }
        }

        return null;
    }

    private static object Build(PSObject source, Type type, string path)
    {
        object built = Activator.CreateInstance(type)!;
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            if (Saved(source, type, property.Name) is PSPropertyInfo saved)
            {
                object? value = Convert(saved.Value, property.PropertyType, $"{path}.{property.Name}");
                if (value is not null || !property.PropertyType.IsValueType)
                {
                    property.SetValue(built, value ?? DefaultOf(property, built));
                }
            }
        }

        return built;
    }

    private static PSPropertyInfo? Saved(PSObject source, Type type, string name) => source.Properties[name]
        ?? (FormerNames.TryGetValue((type, name), out string? former) && source.Properties[former] is PSPropertyInfo old
            ? new PSNoteProperty(name, old.Value is string text && type.GetProperty(name)!.PropertyType.IsArray ? new[] { text } : old.Value)
            : null);

    /// <summary>A saved null stays null where the property may be null, and the type's own empty value elsewhere.</summary>
    private static object? DefaultOf(PropertyInfo property, object built) => property.GetValue(built);

    private static object? Convert(object? value, Type target, string path)
    {
        PSObject? wrapper = value as PSObject;
        object? bare = wrapper is null || wrapper.BaseObject is PSCustomObject ? value : wrapper.BaseObject;
        bare = bare is IDictionary table ? FromTable(table) : bare;
        if (bare is null)
        {
            return null;
        }

        bare = bare is not Enum && IsOfOtherVersion(bare) ? PSObject.AsPSObject(bare) : bare;

        Type wanted = Nullable.GetUnderlyingType(target) ?? target;
        try
        {
            if (wanted.IsInstanceOfType(bare))
            {
                return bare;
            }

            if (wanted == typeof(Evidence))
            {
                return EvidenceOf(bare, path);
            }

            if (wanted.IsArray)
            {
                return ConvertArray(bare, wanted.GetElementType()!, path);
            }

            if (wanted.IsEnum)
            {
                object number = bare is string name ? Enum.Parse(wanted, name, ignoreCase: true) : Enum.ToObject(wanted, System.Convert.ToInt32(bare, CultureInfo.InvariantCulture));
                return Enum.IsDefined(wanted, number) ? number : throw new FormatException($"'{bare}' is no {wanted.Name}");
            }

            if (wanted == typeof(DateTimeOffset) || wanted == typeof(DateTime) || wanted == typeof(TimeSpan))
            {
                return SavedTime.Restore(bare, wanted);
            }

            if (wanted == typeof(string))
            {
                return bare.ToString();
            }

            return wanted.IsPrimitive
                ? System.Convert.ChangeType(bare, wanted, CultureInfo.InvariantCulture)
                : bare is PSObject nested ? Build(nested, wanted, path) : throw new FormatException($"'{bare}' is a text");
        }
        catch (Exception unusable) when (unusable is FormatException or ArgumentException or InvalidCastException or OverflowException)
        {
            throw new InputException(
                "ObjectCutOff",
                $"The saved object cannot be used: {path} was cut off or altered. Save it with a larger depth (Export-Clixml, or ConvertTo-Json -Depth 20).",
                unusable);
        }
    }

    /// <summary>Evidence with its arguments in their own types; version 0.1 saved the text alone.</summary>
    private static Evidence EvidenceOf(object bare, string path)
    {
        if (bare is not PSObject saved)
        {
            return Evidence.Of(bare as string ?? throw new FormatException($"'{bare}' is no evidence"));
        }

        object? Of(string name) => saved.Properties[name]?.Value is PSObject { BaseObject: not PSCustomObject } wrapper ? wrapper.BaseObject : saved.Properties[name]?.Value;
        PSObject arguments = Of(nameof(Evidence.Arguments)) switch
        {
            IDictionary table => FromTable(table),
            PSObject given => given,
            null => new PSObject(),
            object text => throw new FormatException($"'{text}' is no table of arguments"),
        };
        return Evidence.Restore(
            Of(nameof(Evidence.Code)) as string,
            Of(nameof(Evidence.Text)) as string,
            arguments.Properties.Select(argument => new KeyValuePair<string, object?>(argument.Name, ArgumentOf(argument.Value, $"{path}.{argument.Name}"))),
            Of(nameof(Evidence.Source)) as string,
            Of(nameof(Evidence.ObservedAt)) is object time ? (DateTimeOffset?)SavedTime.Restore(time, typeof(DateTimeOffset)) : null);
    }

    private static object? ArgumentOf(object? value, string path)
    {
        object? bare = value is PSObject { BaseObject: not PSCustomObject } wrapper ? wrapper.BaseObject : value;
        if (bare is DateTime || (bare is PSObject time && time.Properties["UtcTicks"] is not null))
        {
            return SavedTime.Restore(bare, typeof(DateTimeOffset));
        }

        if (bare is IDictionary || (bare is PSObject part && part.Properties[nameof(Evidence.Code)] is not null))
        {
            return Convert(bare, typeof(Evidence), path);
        }

        if (bare is string or not IEnumerable)
        {
            return bare;
        }

        object?[] items = ((IEnumerable)bare).Cast<object?>().ToArray();
        return items.Length > 0 && items.All(item => item is not string and not PSObject { BaseObject: string })
            ? items.Select(item => (Evidence)(Convert(item, typeof(Evidence), path) ?? throw new FormatException("an element is missing"))).ToArray()
            : items.Select(item => item?.ToString() ?? "").ToArray();
    }

    private static Array ConvertArray(object bare, Type element, string path)
    {
        if (bare is string && !path.StartsWith(HandWritten, StringComparison.Ordinal))
        {
            throw new FormatException("a list was saved as one text");
        }

        IEnumerable<object?> items = bare is IEnumerable list and not string ? list.Cast<object?>() : new[] { bare };
        object[] converted = items.Select(item => Convert(item, element, path + "[]") ?? throw new FormatException("an element is missing")).ToArray();
        Array result = Array.CreateInstance(element, converted.Length);
        converted.CopyTo(result, 0);
        return result;
    }
}
