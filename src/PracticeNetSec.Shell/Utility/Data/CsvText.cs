// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Comma separated values (RFC 4180), every field in quotes as PowerShell writes them.</summary>
internal sealed class CsvText(char delimiter)
{
    internal string Line(IEnumerable<string?> fields) =>
        string.Join(delimiter, fields.Select(field => field is null ? string.Empty : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    /// <summary>The text of a property: for programs, so the culture of the machine has no say in it.</summary>
    internal static string? Text(PSObject item, string property)
    {
        object? value = item.Properties[property]?.Value;
        return value is null ? null : (string)LanguagePrimitives.ConvertTo(value, typeof(string), CultureInfo.InvariantCulture);
    }

    /// <summary>The records of a text; a quoted field may contain the delimiter, quotes and line breaks.</summary>
    internal IEnumerable<List<string>> Records(TextReader reader)
    {
        while (reader.Peek() >= 0)
        {
            var record = new List<string>();
            while (!ReadField(reader, record))
            {
            }

            if (record.Count > 1 || record[0].Length > 0)
            {
                yield return record;
            }
        }
    }

    // Returns true when the field was the last of its record.
    private bool ReadField(TextReader reader, List<string> record)
    {
        var field = new StringBuilder();
        bool quoted = false;
        while (reader.Read() is >= 0 and int next)
        {
            char c = (char)next;
            if (c == '"')
            {
                if (quoted && reader.Peek() == '"')
                {
                    field.Append((char)reader.Read());
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (quoted)
            {
                field.Append(c);
            }
            else if (c == delimiter)
            {
                record.Add(field.ToString());
                return false;
            }
            else if (c == '\n')
            {
                break;
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }

        record.Add(field.ToString());
        return true;
    }
}
