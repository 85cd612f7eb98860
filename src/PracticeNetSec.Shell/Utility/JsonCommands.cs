using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for ConvertTo-Json: -Depth (default 2, deeper objects become their text), -Compress, -AsArray; enums are numbers.</summary>
[Cmdlet(VerbsData.ConvertTo, "Json")]
[OutputType(typeof(string))]
public sealed class ConvertToJsonCommand : PSCmdlet
{
    private readonly List<object?> _input = new();

    /// <summary>Input.</summary>
    [Parameter(ValueFromPipeline = true, Position = 0)]
    public object? InputObject { get; set; }

    /// <summary>Levels that are written out (0 to 100).</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int Depth { get; set; } = 2;

    /// <summary>No line breaks.</summary>
    [Parameter]
    public SwitchParameter Compress { get; set; }

    /// <summary>An array also for one input.</summary>
    [Parameter]
    public SwitchParameter AsArray { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _input.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        object? root = _input.Count == 1 && !AsArray ? _input[0] : _input;
        WriteObject(ToToken(root, Depth + (ReferenceEquals(root, _input) ? 1 : 0)).ToString(Compress ? Formatting.None : Formatting.Indented));
    }

    private static JToken ToToken(object? value, int depth)
    {
        object? bare = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        switch (bare)
        {
            case null:
                return JValue.CreateNull();
            case Enum number:
                return new JValue(Convert.ToInt64(number, CultureInfo.InvariantCulture));
            case string or bool or DateTime or DateTimeOffset or Guid or Uri or IConvertible:
                return new JValue(bare);
        }

        if (depth < 0)
        {
            return new JValue(bare.ToString());
        }

        if (bare is IDictionary table)
        {
            return new JObject(table.Keys.Cast<object>().Select(key => new JProperty(key.ToString()!, ToToken(table[key], depth - 1))));
        }

        return bare is IEnumerable list
            ? new JArray(list.Cast<object?>().Select(item => ToToken(item, depth - 1)))
            : new JObject(PSObject.AsPSObject(bare).Properties.Where(property => property.IsGettable).Select(property => new JProperty(property.Name, ToToken(property.Value, depth - 1))));
    }
}

/// <summary>Stand-in for ConvertFrom-Json: objects become PSCustomObject, ISO dates DateTime.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Json")]
public sealed class ConvertFromJsonCommand : PSCmdlet
{
    private readonly StringBuilder _text = new();

    /// <summary>JSON text, in one piece or line by line.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, Position = 0)]
    [AllowEmptyString]
    public string InputObject { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord() => _text.AppendLine(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            WriteObject(FromToken(JToken.Parse(_text.ToString())), enumerateCollection: true);
        }
        catch (JsonReaderException broken)
        {
            ThrowTerminatingError(new ErrorRecord(new ArgumentException("Conversion from JSON failed: " + broken.Message, broken), "InvalidJson", ErrorCategory.InvalidData, null));
        }
    }

    private static object? FromToken(JToken token)
    {
        switch (token)
        {
            case JObject properties:
                PSObject built = new();
                foreach (JProperty property in properties.Properties())
                {
                    built.Properties.Add(new PSNoteProperty(property.Name, FromToken(property.Value)));
                }

                return built;
            case JArray items:
                return items.Select(FromToken).ToArray();
            default:
                return ((JValue)token).Value;
        }
    }
}
