// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using PracticeNetSec.Files;
using PracticeNetSec.Model;

namespace PracticeNetSec.Snmp.Recorded;

/// <summary>
/// Reads a recording line by line. The first object determines the format; lines before it (recorder messages about
/// MIB files, a prompt) are skipped. A later line that is not an object is never skipped silently: the
/// recording is then reported as possibly incomplete.
/// </summary>
internal sealed class RecordingReader
{
    private const int MaxObjects = 500_000;
    private const int MaxLineLength = 256 * 1024; // more than the longest possible value
    private const int MaxLinesBefore = 1000;

    private readonly BoundedLineReader _lines;
    private readonly string _name;
    private readonly List<VarBind> _objects = new();
    private readonly StringBuilder _value = new();
    private ObjectIdentifier? _open;
    private bool _isQuoted;
    private bool _takesMoreLines;
    private bool _isSnmprec;
    private bool _any;
    private int _firstLine;
    private int _symbolicLine;
    private int _failureLine;
    private Evidence? _trouble;

    public RecordingReader(TextReader text, string name) => (_lines, _name) = (new BoundedLineReader(text, MaxLineLength, BoundedLineReader.MaxTextLength, (line, isLine) => new RecordingFormatException(
        name, line, isLine ? "the line is longer than any value of a device" : "the file is larger than 64 MiB, which no recording of a router is")), name);

    /// <summary>Reads to the end.</summary>
    /// <exception cref="RecordingFormatException">The text is not a recording.</exception>
    public RecordedWalk Read(CancellationToken cancellation)
    {
        while (_lines.ReadLine() is { } line)
        {
            cancellation.ThrowIfCancellationRequested();
            Take(_lines.Line == 1 ? line.TrimStart('\uFEFF') : line);
        }

        if (_isQuoted)
        {
            Note(EvidenceOf.RecordingStringOpen());
        }

        Close();
        if (!_any)
        {
            throw NoRecording();
        }

        // A walk of an agent that loops repeats objects. Two recordings in one file may differ in a value: then both are kept, the
        // first before the second.
        VarBind[] ordered = _objects.GroupBy(found => (found.Name, found.Value)).Select(same => same.First()).OrderBy(found => found.Name).ToArray();
        return new RecordedWalk(ordered, _trouble, End());
    }

    /// <summary>Where the device reported the end of its objects. If later objects were recorded, that was the end of another view.</summary>
    private ObjectIdentifier? End()
    {
        ObjectIdentifier? said = _objects.Where(found => found.Value.Equals(SnmpValue.EndOfMibView)).Select(found => found.Name).Max();
        return said is not null && _objects.TrueForAll(found => found.Name.CompareTo(said) <= 0) ? said : null;
    }

    private void Take(string line)
    {
        if (_isQuoted)
        {
            Continue(line);
            _isQuoted = !WalkValue.Closes(line);
        }
        else if (line.Length == 0 || line[0] == '#')
        {
            // Empty or a remark; if it belongs to an unquoted string, nothing relevant is lost.
            return;
        }
        else if (TakeObject(line))
        {
            _any = true;
        }
        else if (WalkLine.IsFailure(line))
        {
            Close();
            _failureLine = _failureLine == 0 ? _lines.Line : _failureLine;
            Note(EvidenceOf.RecordingBrokeOff());
        }
        else if (_takesMoreLines)
        {
            Continue(line);
        }
        else if (_any)
        {
            Note(EvidenceOf.RecordingLineNoObject(_lines.Line));
        }
        else
        {
            TakeForeword(line);
        }
    }

    private bool TakeObject(string line)
    {
        if (!_any || _isSnmprec)
        {
            if (SnmprecLine.TrySplit(line, out ObjectIdentifier? recorded, out SnmpValue? value))
            {
                _isSnmprec = true;
                if (value is null)
                {
                    Note(EvidenceOf.RecordingLineComputed(_lines.Line));
                }
                else
                {
                    Add(recorded!, value);
                }

                return true;
            }

            if (_isSnmprec)
            {
                return false;
            }
        }

        if (!WalkLine.TrySplit(line, out ObjectIdentifier? name, out string text))
        {
            return false;
        }

        Close();
        _open = name;
        _value.Append(text);
        _isQuoted = WalkValue.IsOpen(text);
        _takesMoreLines = WalkValue.ContinuesOnNextLine(text);
        return true;
    }

    private void TakeForeword(string line)
    {
        _firstLine = _firstLine == 0 ? _lines.Line : _firstLine;
        _symbolicLine = _symbolicLine == 0 && WalkLine.IsSymbolic(line) ? _lines.Line : _symbolicLine;
        if (_lines.Line > MaxLinesBefore || _symbolicLine != 0)
        {
            throw NoRecording();
        }
    }

    private void Continue(string line)
    {
        _value.Append('\n').Append(line);
        if (_value.Length > MaxLineLength)
        {
            throw new RecordingFormatException(_name, _lines.Line, "a string does not end");
        }
    }

    /// <summary>Adds the object whose value is now known to be complete.</summary>
    private void Close()
    {
        if (_open is not null && !_isQuoted)
        {
            Add(_open, WalkValue.Parse(_value.ToString()));
        }

        _open = null;
        _takesMoreLines = false;
        _value.Clear();
    }

    private void Add(ObjectIdentifier name, SnmpValue value)
    {
        if (ForbiddenSubtree.Contains(name))
        {
            // Part of the device's secrets: not kept.
            return;
        }

        if (_objects.Count == MaxObjects)
        {
            throw new RecordingFormatException(_name, _lines.Line, "the file holds more than 500,000 objects, which no router has");
        }

        _objects.Add(new VarBind(name, value));
    }

    private void Note(Evidence trouble) => _trouble ??= trouble;

    private RecordingFormatException NoRecording() => (_symbolicLine, _firstLine, _failureLine) switch
    {
        ( > 0, _, _) => new RecordingFormatException(_name, _symbolicLine, "the objects have names instead of numbers (the option -On was missing)"),
        (_, > 0, _) => new RecordingFormatException(_name, _firstLine, "this is no recording of a device"),
        (_, _, > 0) => new RecordingFormatException(_name, _failureLine, "the device did not answer when it was recorded"),
        _ => new RecordingFormatException(_name, 1, "the file is empty"),
    };
}
