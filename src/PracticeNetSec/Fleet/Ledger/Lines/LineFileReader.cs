// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using PracticeNetSec.Files;
using PracticeNetSec.Fleet.History;

namespace PracticeNetSec.Fleet.Ledger.Lines;

/// <summary>Reads an export, or the line file of an earlier version, and checks its chain on the way. Memory does not grow with the file.</summary>
internal sealed class LineFileReader
{
    private const int MaxLineLength = 4 * 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<LedgerProblem> _problems = new();
    private readonly Action<LedgerRecord>? _onRecord;
    private readonly LineFileHead? _head;
    private readonly LineFileCheck _check = new();
    private bool _isClosed;
    private long _fileLine;
    private long _expected = 1;
    private string? _previous = LedgerLine.NoHash;
    private string? _hashAtHead;

    private LineFileReader(string path, Action<LedgerRecord>? onRecord)
    {
        _onRecord = onRecord;
        _head = LineFileHead.Read(path);
    }

    /// <summary>Reads and checks.</summary>
    /// <param name="path">The file.</param>
    /// <param name="onRecord">Gets every record whose line is intact, in order.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LineFileCheck Read(string path, Action<LedgerRecord>? onRecord = null)
    {
        LineFileReader reader = new(path, onRecord);
        using FileStream file = InputFile.Open(path);
        reader.ReadLines(file);
        return reader.Finish();
    }

    private void ReadLines(FileStream file)
    {
        using MemoryStream line = new();
        byte[] buffer = new byte[1 << 16];
        int read;
        while ((read = file.Read(buffer, 0, buffer.Length)) > 0)
        {
            int start = 0;
            for (int end = Array.IndexOf(buffer, (byte)'\n', 0, read); end >= 0; end = Array.IndexOf(buffer, (byte)'\n', start, read - start))
            {
                Keep(line, buffer, start, end - start);
                Take(Decode(line));
                line.SetLength(0);
                start = end + 1;
            }

            Keep(line, buffer, start, read - start);
        }

    }

    private static void Keep(MemoryStream line, byte[] buffer, int start, int count)
    {
        if (line.Length + count > MaxLineLength)
        {
            throw new InvalidDataException($"A line is longer than {MaxLineLength / 1024 / 1024} MiB: this is no export of this module.");
        }

        line.Write(buffer, start, count);
    }

    private static string? Decode(MemoryStream line)
    {
        // Editors and PowerShell on Windows end lines by CR LF; the hash is of the line alone.
        int length = (int)line.Length;
        length -= length > 0 && line.GetBuffer()[length - 1] == '\r' ? 1 : 0;
        try
        {
            return Strict.GetString(line.GetBuffer(), 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private void Take(string? text)
    {
        _fileLine++;
        LedgerLine? line = text is null ? null : LedgerLine.TryParse(text);
        if (line is null || !line.IsIntact)
        {
            Report(LedgerProblemKind.Altered, line is null ? "this is no line of an export." : "the line does not match its own hash.");

            // The predecessor of the next line is still known where the line's own hash was not altered.
            _previous = line?.Hash;
            _expected++;
            return;
        }

        if (line.Number != _expected)
        {
            Report(
                line.Number < _expected ? LedgerProblemKind.Reordered : LedgerProblemKind.Cut,
                line.Number < _expected ? $"this was written as line {line.Number}, and stands at another place." : $"lines {_expected} to {line.Number - 1} are missing before it.");
        }
        else if (_previous is not null && line.Previous != _previous)
        {
            Report(LedgerProblemKind.Altered, "the line before it is not the one it was written after.");
        }

        Accept(line);
    }

    private void Accept(LedgerLine line)
    {
        _expected = line.Number + 1;
        _previous = line.Hash;
        _check.Lines++;
        if (line.Number == _head?.Lines)
        {
            _hashAtHead = line.Hash;
        }

        if (line.Read() is LedgerRecord record)
        {
            _isClosed = record.Kind == LedgerRecord.ExportEnded;
            _onRecord?.Invoke(record);
        }
    }

    private LineFileCheck Finish()
    {
        // An export ends with a line of its own. A line file of an earlier version had its last line recorded beside it.
        _check.IsWhole = _isClosed || _head is not null;
        if (_head is not null && !_isClosed && _head.Lines >= _expected)
        {
            Report(LedgerProblemKind.Cut, $"lines {_expected} to {_head.Lines} were written, and are missing at the end.");
        }
        else if (_head is not null && _hashAtHead is not null && _hashAtHead != _head.Hash)
        {
            Report(LedgerProblemKind.Altered, $"line {_head.Lines} is not the one that was written last.");
        }

        _check.Problems = _problems.ToArray();
        return _check;
    }

    private void Report(LedgerProblemKind kind, string message) =>
        _problems.Add(new LedgerProblem { Entry = _fileLine, Kind = kind, Message = message });
}
