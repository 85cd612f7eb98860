// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PracticeNetSec.Probing.Scans;

/// <summary>
/// The records of a JSON file, one at a time: objects one after another, or those of an array. Only the wanted properties are kept of each, so
/// that banners and certificates take no memory.
/// </summary>
internal sealed class ScanRecords : IDisposable
{
    private const int MaxNesting = 64;
    private const int MaxTextLength = 256;
    private const int MaxTokens = 500_000; // of one record: a host with every port
    private const int MaxRecordLength = 64 * 1024 * 1024; // characters

    // What any of the scanners names, beside the names of zgrab2's modules.
    private static readonly HashSet<string> Wanted = new(StringComparer.Ordinal)
    {
        "ip", "ip_str", "host", "domain", "timestamp", "port", "Port", "ports", "proto", "protocol", "Protocol", "status", "service", "name", "rec_type", "data", "transport", "_shodan", "module",
        "last_update", "hostnames", "result", "hits", "services", "service_name", "extended_service_name", "transport_protocol", "observed_at", "scan_time", "last_updated_at", "resource", "ssl",
    };

    private readonly BudgetReader _text;
    private readonly JsonTextReader _reader;
    private int _tokens;

    public ScanRecords(TextReader text)
    {
        _text = new BudgetReader(text, MaxRecordLength);
        _reader = new JsonTextReader(_text) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Double, MaxDepth = MaxNesting, SupportMultipleContent = true, CloseInput = false };
    }

    /// <summary>The records in the order of the file.</summary>
    /// <exception cref="InvalidDataException">The file is not JSON, or not whole: thrown after the records before it.</exception>
    public IEnumerable<JObject> Read()
    {
        while (Next())
        {
            if (_reader.TokenType == JsonToken.StartObject)
            {
                _tokens = 0;
                JObject record = (JObject)Value(isData: false)!;
                _text.Renew();
                yield return record;
            }
            else if (_reader.TokenType is not (JsonToken.StartArray or JsonToken.EndArray or JsonToken.Comment))
            {
                throw Broken("it holds a value that is no record");
            }
        }
    }

    /// <summary>Ends reading; the file stays open.</summary>
    public void Dispose()
    {
        ((IDisposable)_reader).Dispose();
        _text.Dispose();
    }

    private bool Next()
    {
        try
        {
            return _reader.Read();
        }
        catch (JsonException broken)
        {
            throw Broken("it is not whole JSON", broken);
        }
    }

    private void NextInside()
    {
        if (!Next())
        {
            throw Broken("it ends in the middle of a record");
        }

        if (++_tokens > MaxTokens)
        {
            throw Broken("a record is larger than any host");
        }
    }

    /// <summary>The value at which the reader is. Of <c>data</c> that is an object (zgrab2), every name is kept.</summary>
    private JToken? Value(bool isData)
    {
        switch (_reader.TokenType)
        {
            case JsonToken.StartObject:
                JObject read = new();
                for (NextInside(); _reader.TokenType != JsonToken.EndObject; NextInside())
                {
                    if (_reader.TokenType != JsonToken.PropertyName)
                    {
                        continue;
                    }

                    string name = (string)_reader.Value!;
                    NextInside();
                    bool isKept = name.Length <= MaxTextLength && (isData || Wanted.Contains(name));
                    JToken? value = isKept ? Value(isData: name == "data" && _reader.TokenType == JsonToken.StartObject) : Pass();
                    if (value is not null)
                    {
                        read[name] = value;
                    }
                }

                return read;
            case JsonToken.StartArray:
                JArray list = new();
                for (NextInside(); _reader.TokenType != JsonToken.EndArray; NextInside())
                {
                    if (Value(isData: false) is JToken element)
                    {
                        list.Add(element);
                    }
                }

                return list;
            case JsonToken.String:
                string text = (string)_reader.Value!;
                return text.Length <= MaxTextLength ? new JValue(text) : null;
            case JsonToken.Integer or JsonToken.Float or JsonToken.Boolean:
                return new JValue(_reader.Value);
            default:
                return null;
        }
    }

    private JToken? Pass()
    {
        try
        {
            _reader.Skip();
        }
        catch (JsonException broken)
        {
            throw Broken("it is not whole JSON", broken);
        }

        return null;
    }

    private InvalidDataException Broken(string why, Exception? cause = null) => new($"The file cannot be read further (line {_reader.LineNumber}): {why}. What was read before counts.", cause);

    /// <summary>Ends a record that does not end.</summary>
    private sealed class BudgetReader : TextReader
    {
        private readonly TextReader _text;
        private readonly int _limit;
        private long _left;

        public BudgetReader(TextReader text, int limit) => (_text, _limit, _left) = (text, limit, limit);

        public void Renew() => _left = _limit;

        public override int Peek() => _text.Peek();

        public override int Read()
        {
            Take(1);
            return _text.Read();
        }

        public override int Read(char[] buffer, int index, int count)
        {
            int read = _text.Read(buffer, index, count);
            Take(read);
            return read;
        }

        private void Take(int count)
        {
            _left -= count;
            if (_left < 0)
            {
                throw new InvalidDataException("The file has a record that is larger than any host. What was read before counts.");
            }
        }
    }
}
