// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>ConvertFrom-Json</c>.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Json")]
[OutputType(typeof(PSObject), typeof(OrderedHashtable))]
public sealed class ConvertFromJsonCommand : PSCmdlet
{
    private readonly List<string> _lines = [];

    /// <summary>The text; lines of one document, or one document per line.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = string.Empty;

    /// <summary>Tables instead of objects; keys then differ by case too.</summary>
    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>How deep the document may be.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Depth { get; set; } = 1024;

    /// <summary>An array goes on as one object.</summary>
    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _lines.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_lines.Count > 1 && TryRead(_lines[0], out _))
        {
            _lines.ForEach(Convert);
        }
        else if (_lines.Count > 0)
        {
            Convert(string.Join('\n', _lines));
        }
    }

    private void Convert(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        try
        {
            WriteObject(FromToken(Read(text)), enumerateCollection: !NoEnumerate);
        }
        catch (JsonException reason)
        {
            ThrowTerminatingError(new ErrorRecord(
                new PSArgumentException("Conversion from JSON failed with error: " + reason.Message, reason),
                "JsonConversionFailed",
                ErrorCategory.InvalidData,
                null));
        }
    }

    private bool TryRead(string text, out JToken? token)
    {
        try
        {
            token = Read(text);
            return true;
        }
        catch (JsonException)
        {
            // A first line that is no document is the first line of one.
            token = null;
            return false;
        }
    }

    private JToken Read(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { MaxDepth = Depth };
        JToken token = JToken.Load(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
            {
                throw new JsonReaderException("Additional text encountered after finished reading JSON content.");
            }
        }

        return token;
    }

    private object? FromToken(JToken token)
    {
        switch (token)
        {
            case JObject json when AsHashtable:
                var table = new OrderedHashtable();
                foreach (JProperty property in json.Properties())
                {
                    table[property.Name] = FromToken(property.Value);
                }

                return table;
            case JObject json:
                var item = new PSObject();
                foreach (JProperty property in json.Properties())
                {
                    if (property.Name.Length == 0 || item.Properties[property.Name] is not null)
                    {
                        throw new JsonSerializationException(
                            $"The key '{property.Name}' is empty or differs from another only by case. Use -AsHashtable.");
                    }

                    item.Properties.Add(new PSNoteProperty(property.Name, FromToken(property.Value)));
                }

                return item;
            case JArray array:
                return array.Select(FromToken).ToArray();
            default:
                return ((JValue)token).Value;
        }
    }
}
