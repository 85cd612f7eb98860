// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using PracticeNetSec.Files;

namespace PracticeNetSec.Fleet.Feeds;

/// <summary>
/// The table in a notice: a CSV file, or lines in the text of a mail, with <c>,</c>, <c>;</c>, <c>|</c> or tabs between the cells. The text around the table
/// is passed over; its subject is kept, because it says what the table is about.
/// </summary>
internal sealed class NoticeTable
{
    private const int MaxLineLength = 64 * 1024;
    private const int MaxSubjects = 8;

    private static readonly char[] Separators = { ',', ';', '|', '\t' };

    private static readonly char[] Quotes = { '>', ' ', '\uFEFF' };

    private static readonly string[] SubjectMarks = { "subject:", "betreff:" };

    // CERT-Bund's names (github.com/certtools/intelmq, parser cert_bund), those of its mails, and of intelmq itself.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ip"] = Address,
        ["ip address"] = Address,
        ["ip-adresse"] = Address,
        ["ip-address"] = Address,
        ["address"] = Address,
        ["adresse"] = Address,
        ["src_ip"] = Address,
        ["source ip"] = Address,
        ["source.ip"] = Address,
        ["timestamp"] = Time,
        ["time"] = Time,
        ["zeitstempel"] = Time,
        ["zeit"] = Time,
        ["time.source"] = Time,
        ["datum"] = Time,
        ["port"] = Port,
        ["tcp-port"] = Port,
        ["udp-port"] = Port,
        ["malware"] = Malware,
        ["malware.name"] = Malware,
        ["malware family"] = Malware,
        ["infection"] = Malware,
        ["schadprogramm"] = Malware,
        ["proto"] = Protocol,
        ["protocol"] = Protocol,
        ["protocol.transport"] = Protocol,
        ["protokoll"] = Protocol,
    };

    private readonly BoundedLineReader _lines;
    private readonly List<string> _subjects = new();

    public const string Address = "address";
    public const string Time = "time";
    public const string Port = "port";
    public const string Malware = "malware";
    public const string Protocol = "protocol";

    public NoticeTable(TextReader text) => _lines = new BoundedLineReader(
        text, MaxLineLength, BoundedLineReader.MaxTextLength, (_, _) => new InvalidDataException("A line or the file is longer than any notice."));

    /// <summary>Subjects of the mail, before the table.</summary>
    public IReadOnlyList<string> Subjects => _subjects;

    /// <summary>True where the text names CERT-Bund.</summary>
    public bool IsOfCertBund { get; private set; }

    /// <summary>True where the column of the times says that they are UTC, or says no zone: CERT-Bund's are UTC.</summary>
    public bool IsUtc { get; private set; } = true;

    /// <summary>True once a heading of a table was read.</summary>
    public bool HasHeading { get; private set; }

    /// <summary>The lines of the tables, each with its number and its cells by their meaning.</summary>
    /// <exception cref="InvalidDataException">A line or the file is too long.</exception>
    public IEnumerable<(int Line, IReadOnlyDictionary<string, string> Cells)> Read()
    {
        char separator = '\0';
        string[] columns = Array.Empty<string>();
        int number = 0;
        while (_lines.ReadLine() is string line)
        {
            number++;
            string plain = line.TrimStart(Quotes).TrimEnd();
            IsOfCertBund |= plain.IndexOf("CERT-Bund", StringComparison.OrdinalIgnoreCase) >= 0;
            if (Heading(plain) is ({ } heading, char between))
            {
                (columns, separator, HasHeading) = (heading, between, true);
                continue;
            }

            if (!HasHeading)
            {
                KeepSubject(plain);
            }
            else if (plain.IndexOf(separator) >= 0 && Cells(plain, separator) is { } cells && IsRow(cells, columns))
            {
                yield return (number, columns.Zip(cells, (name, cell) => (name, cell)).Where(one => one.name.Length > 0).GroupBy(one => one.name).ToDictionary(same => same.Key, same => same.First().cell));
            }
        }
    }

    /// <summary>A sentence below the table may have the separator in it: it has fewer cells, and no address.</summary>
    private static bool IsRow(string[] cells, string[] columns)
    {
        int place = Array.IndexOf(columns, Address);
        return cells.Length > place && (cells.Length >= columns.Length || IPAddress.TryParse(cells[place], out _));
    }

    private (string[] Columns, char Separator)? Heading(string line)
    {
        string plain = line.StartsWith("Format:", StringComparison.OrdinalIgnoreCase) ? line.Substring("Format:".Length) : line;
        foreach (char separator in Separators.Where(one => plain.IndexOf(one) >= 0))
        {
            string[] cells = Cells(plain, separator);
            string[] columns = Array.ConvertAll(cells, cell => Names.TryGetValue(WithoutZone(cell), out string? name) ? name : "");
            if (columns.Contains(Address) && columns.Contains(Time))
            {
                string time = cells[Array.IndexOf(columns, Time)];
                IsUtc = time.IndexOf('(') < 0 || time.IndexOf("UTC", StringComparison.OrdinalIgnoreCase) >= 0;
                return (columns, separator);
            }
        }

        return null;
    }

    private static string WithoutZone(string cell) => cell.IndexOf('(') > 0 ? cell.Substring(0, cell.IndexOf('(')).Trim() : cell;

    private void KeepSubject(string line)
    {
        if (_subjects.Count < MaxSubjects && SubjectMarks.Any(mark => line.StartsWith(mark, StringComparison.OrdinalIgnoreCase)))
        {
            _subjects.Add(line.Substring(line.IndexOf(':') + 1).Trim());
        }
    }

    /// <summary>The cells of a line (RFC 4180 §2; a quotation mark is doubled inside).</summary>
    private static string[] Cells(string line, char separator)
    {
        List<string> cells = new();
        StringBuilder cell = new();
        bool isQuoted = false;
        for (int index = 0; index < line.Length; index++)
        {
            char letter = line[index];
            if (letter == '"' && isQuoted && index + 1 < line.Length && line[index + 1] == '"')
            {
                cell.Append(line[index++]);
            }
            else if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (letter == separator && !isQuoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(letter);
            }
        }

        cells.Add(cell.ToString().Trim());

        // | at both ends of a line, as tables in Markdown have it, is no cell.
        bool isFramed = separator == '|' && cells.Count > 2 && cells[0].Length == 0 && cells[cells.Count - 1].Length == 0;
        return isFramed ? cells.Skip(1).Take(cells.Count - 2).ToArray() : cells.ToArray();
    }
}
