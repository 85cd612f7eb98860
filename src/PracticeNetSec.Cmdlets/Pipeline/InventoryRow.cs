// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Runtime.CompilerServices;
using PracticeNetSec.Fleet.Inventory;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>An object of somebody else with the columns of an inventory: a line of Import-Csv, a record of a CMDB or a PSA, a hash table.</summary>
internal static class InventoryRow
{
    private const string Source = "pipeline";

    // Positions are counted for each command: an error names the object by it.
    private static readonly ConditionalWeakTable<Cmdlet, StrongBox<int>> Counts = new();

    /// <summary>The entry that the parser of Import-PracticeInventory makes of an object; null where it is not such an object.</summary>
    public static InventoryEntry? Read(Cmdlet cmdlet, PSObject input)
    {
        if (input.BaseObject is string or IPAddress || IsOurs(input))
        {
            return null;
        }

        (string Name, object? Value)[] properties = PropertiesOf(input);

        // A saved practice has lists, a row of a file has texts alone. Other saved objects have a practice's id and address as well.
        if (Rehydration.TypeOf(input) is Type saved && (saved != typeof(Practice) || properties.Any(property => property.Value is not null and not string)))
        {
            return null;
        }

        StrongBox<int> count = Counts.GetOrCreateValue(cmdlet);
        InventoryEntry? entry = InventoryReader.ReadRow(Source, count.Value + 1, Array.ConvertAll(properties, property => (property.Name, TextOf(property.Value))));
        count.Value += entry is null ? 0 : 1;
        return entry;
    }

    private static bool IsOurs(PSObject input) => input.BaseObject.GetType().Assembly.GetName().Name == typeof(Practice).Assembly.GetName().Name;

    private static (string Name, object? Value)[] PropertiesOf(PSObject input) => input.BaseObject is IDictionary table
        ? table.Cast<DictionaryEntry>().Select(entry => (entry.Key.ToString()!, Bare(entry.Value))).ToArray()
        : input.Properties.Where(property => property.IsGettable).Select(property => (property.Name, ValueOf(property))).ToArray();

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return Bare(property.Value);
        }
        catch (GetValueException)
        {
            // A property of somebody else's object that cannot be read is one that is not given.
            return null;
        }
    }

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IEnumerable list => string.Join("|", list.Cast<object?>().Select(item => TextOf(Bare(item)))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
