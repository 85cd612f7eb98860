// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Fleet.Feeds;

/// <summary>
/// Reports of one import. SMB, SNMP and the rest come in files of their own; their lines about one address on one day form one view. A feed of a
/// whole network has more lines than memory: then the files are read again for one part of the addresses after another.
/// </summary>
public sealed class ShadowserverFeed
{
    private const int Parts = 4096; // a power of two; a part of a feed of a million addresses has some hundred lines

    private readonly AddressBook _book;
    private readonly bool _matchedOnly;
    private readonly int _maxRows;
    private readonly List<Func<Func<string, bool>, IEnumerable<ShadowserverRow>>> _files = new();
    private readonly int[] _counts = new int[Parts];
    private readonly List<ShadowserverRow> _rows = new();
    private int _total;

    /// <summary>Begins an import.</summary>
    /// <param name="book">The addresses of the practices.</param>
    /// <param name="matchedOnly">Leaves out what belongs to no practice.</param>
    public ShadowserverFeed(AddressBook book, bool matchedOnly)
        : this(book, matchedOnly, maxRows: 30_000)
    {
    }

    /// <summary>The same with another limit of lines that are kept.</summary>
    internal ShadowserverFeed(AddressBook book, bool matchedOnly, int maxRows) => (_book, _matchedOnly, _maxRows) = (book, matchedOnly, maxRows);

    /// <summary>Reads a report. Returns the lines that the caller has to name: invalid ones, and the first of a type that this version does not know.</summary>
    /// <param name="path">A CSV file.</param>
    /// <exception cref="InvalidDataException">The file is no Shadowserver report about addresses.</exception>
    /// <exception cref="InputException">The report says nothing about exposure; the message names why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IEnumerable<ShadowserverRow> Add(string path) => Add(isWanted => ShadowserverReport.Read(path, isWanted));

    /// <summary>Reads a notice of CERT-Bund or a provider. Returns its invalid lines.</summary>
    /// <param name="path">A CSV file, or the text of a mail.</param>
    /// <param name="typeName">A type of the reports, where the notice does not show what it is about; else null.</param>
    /// <exception cref="InputException">The file has no table, or does not say what it is about.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IEnumerable<ShadowserverRow> AddNotice(string path, string? typeName) => Add(isWanted => AbuseNotice.Read(path, typeName).Where(row => row.Error is not null || isWanted(row.Address)));

    private IEnumerable<ShadowserverRow> Add(Func<Func<string, bool>, IEnumerable<ShadowserverRow>> read)
    {
        bool named = false;
        bool listed = false;
        foreach (ShadowserverRow row in read(_ => true))
        {
            if (!listed)
            {
                _files.Add(read);
                listed = true;
            }

            // A line that cannot be read may be about a practice, whatever its address seems to be.
            if (row.Error is null && IsWanted(row.Address))
            {
                Keep(row);
            }

            if (row.Error is not null || (row.UnknownType is not null && !named))
            {
                named |= row.UnknownType is not null;
                yield return row;
            }
        }
    }

    /// <summary>Assesses all that was added: one view for each address and day, and for each practice that had the address.</summary>
    /// <exception cref="IOException">A file of more lines than are kept cannot be read again.</exception>
    public IEnumerable<RouterExposure> Assess() => _total <= _maxRows
        ? _rows.GroupBy(row => (row.Address, row.SeenAt.UtcDateTime.Date)).SelectMany(Views)
        : InParts().SelectMany(rows => rows.GroupBy(row => (row.Address, row.SeenAt.UtcDateTime.Date)).SelectMany(Views));

    private bool IsWanted(string address) => !_matchedOnly || _book.Knows(address);

    private void Keep(ShadowserverRow row)
    {
        _counts[PartOf(row.Address)]++;
        _total++;
        if (_total <= _maxRows)
        {
            _rows.Add(row);
        }
        else
        {
            _rows.Clear();
        }
    }

    /// <summary>The lines of as many parts as memory holds, one after another; a part by itself is held whatever its size.</summary>
    private IEnumerable<IReadOnlyList<ShadowserverRow>> InParts()
    {
        for (int first = 0, end; first < Parts; first = end)
        {
            int lines = _counts[first];
            for (end = first + 1; end < Parts && lines + _counts[end] <= _maxRows; end++)
            {
                lines += _counts[end];
            }

            (int from, int to) = (first, end);
            _rows.Clear();
            _rows.AddRange(_files.SelectMany(file => file(address => address.Length > 0 && PartOf(address) >= from && PartOf(address) < to && IsWanted(address)))
                .Where(row => row.Error is null));
            yield return _rows;
        }
    }

    private IEnumerable<RouterExposure> Views(IEnumerable<ShadowserverRow> sameDay)
    {
        // An address that changed on that day was one practice's before and another's after.
        foreach (ShadowserverRow[] rows in sameDay.OrderBy(row => row.SeenAt).GroupBy(CandidatesOf).Select(same => same.ToArray()))
        {
            IReadOnlyList<Practice> owners = _book.OwnersOf(rows[0].Address, rows[0].SeenAt);
            IReadOnlyList<Practice> candidates = owners.Count > 0 ? Array.Empty<Practice>() : _book.CandidatesOf(rows[0].Address, rows[0].SeenAt);
            foreach (Practice? owner in _matchedOnly && candidates.Count == 0 ? owners : owners.DefaultIfEmpty())
            {
                yield return ShadowserverReport.Assess(rows, owner, candidates);
            }
        }
    }

    private string CandidatesOf(ShadowserverRow row) => string.Join("\n", _book.CandidatesOf(row.Address, row.SeenAt).Select(practice => practice.PracticeId));

    /// <summary>The same in every pass: FNV-1a, whose low bits are mixed with the high ones.</summary>
    private static int PartOf(string address)
    {
        uint hash = 2166136261;
        foreach (char character in address)
        {
            hash = unchecked((hash ^ character) * 16777619);
        }

        return (int)((hash ^ (hash >> 16)) & (Parts - 1));
    }
}
