// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Numerics;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PracticeNetSec.Shell.Utility;

/// <summary>
/// An object as tables, lists and plain values, cut at a depth, by the rules of PowerShell 7's ConvertTo-Json:
/// public properties and fields, then what PowerShell has added to the object.
/// </summary>
internal sealed class JsonProjection(int depth, Func<bool>? isStopping = null)
{
    /// <summary>True once something was deeper than asked for and became text.</summary>
    internal bool Truncated { get; private set; }

    internal object? Project(object? value) => Project(value, 0);

    private object? Project(object? value, int level)
    {
        // Some objects hang together with half the engine; whoever converts one must be able to stop it.
        if (isStopping?.Invoke() == true)
        {
            throw new PipelineStoppedException();
        }

        var wrapper = value as PSObject;
        object? bare = wrapper is null ? value : wrapper.BaseObject;
        if (bare is null or DBNull || ReferenceEquals(bare, AutomationNull.Value))
        {
            return null;
        }

        if (bare is string or DateTime)
        {
            return bare;
        }

        bool custom = false;
        object? result;
        if (IsPlain(bare!))
        {
            result = bare;
        }
        else if (bare is Enum { } constant)
        {
            // JavaScript's numbers do not hold 64 bits.
            result = Enum.GetUnderlyingType(constant.GetType()) is var kind && (kind == typeof(long) || kind == typeof(ulong))
                ? constant.ToString()
                : constant;
        }
        else if (level > depth)
        {
            Truncated = true;
            object source = wrapper is not null && bare is PSCustomObject ? wrapper : bare!;
            string text = (string)LanguagePrimitives.ConvertTo(source, typeof(string), CultureInfo.InvariantCulture);
            if (ReferenceEquals(source, wrapper))
            {
                return text;
            }

            result = text;
        }
        else
        {
            result = bare switch
            {
                JObject json => json.ToObject<Dictionary<string, object?>>(),
                IDictionary table => FromTable(table, level),
                IEnumerable list => list.Cast<object?>().Select(item => Project(item, level + 1)).ToList(),
                _ => FromMembers(bare!, level),
            };
            custom = bare is not (JObject or IDictionary or IEnumerable);
        }

        return wrapper is null ? result : WithAddedProperties(wrapper, result, custom, level);
    }

    private static bool IsPlain(object value) =>
        value is bool or char or double or float or decimal or DateTimeOffset or Guid or Uri or BigInteger
        || value.GetType().IsPrimitive;

    private Dictionary<string, object?> FromTable(IDictionary table, int level)
    {
        var result = new Dictionary<string, object?>(table.Count);
        foreach (DictionaryEntry entry in table)
        {
            string name = entry.Key as string ?? throw new PSInvalidOperationException(
                $"The type '{table.GetType().FullName}' is not supported for serialization or deserialization of a dictionary. Keys must be strings.");
            result.Add(name, Project(entry.Value, level + 1));
        }

        return result;
    }

    private Dictionary<string, object?> FromMembers(object value, int level)
    {
        var result = new Dictionary<string, object?>();
        foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!field.IsDefined(typeof(JsonIgnoreAttribute), inherit: true))
            {
                result[field.Name] = Project(field.GetValue(value), level + 1);
            }
        }

        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetMethod is { IsPublic: true } getter && getter.GetParameters().Length == 0
                && !property.IsDefined(typeof(JsonIgnoreAttribute), inherit: true))
            {
                result[property.Name] = Project(Read(() => getter.Invoke(value, null)), level + 1);
            }
        }

        return result;
    }

    private object? WithAddedProperties(PSObject wrapper, object? projected, bool custom, int level)
    {
        IDictionary? table = projected as IDictionary;
        IDictionary receiver = table ?? new Dictionary<string, object?> { ["value"] = projected };
        foreach (PSPropertyInfo property in wrapper.Properties)
        {
            bool added = property.MemberType is not (PSMemberTypes.Property or PSMemberTypes.ParameterizedProperty);
            if ((custom || added) && !receiver.Contains(property.Name))
            {
                receiver[property.Name] = Project(Read(() => property.Value), level + 1);
            }
        }

        return table is null && receiver.Count == 1 ? projected : receiver;
    }

    // A property that cannot be read has the value null; the rest of the object is still worth having.
    private static object? Read(Func<object?> getter)
    {
        try
        {
            return getter();
        }
        catch (Exception reason) when (reason is TargetInvocationException or GetValueException)
        {
            return null;
        }
    }
}
