// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Feeds;

/// <summary>
/// Which practice an address belonged to at a given time. A fixed address of the inventory always counts; a dynamic one
/// counts as long as an audit observed it there shortly before or after.
/// </summary>
public sealed class AddressBook
{
    private readonly Dictionary<string, List<Practice>> _fixed = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Practice> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<(DateTimeOffset At, string PracticeId)>> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeSpan _tolerance;

    /// <summary>Builds the address book of an inventory.</summary>
    /// <param name="practices">The practices of the inventory.</param>
    /// <param name="tolerance">How long before or after an audit an address still counts as the practice's.</param>
    public AddressBook(IEnumerable<Practice> practices, TimeSpan tolerance)
    {
        _tolerance = tolerance;
        foreach (Practice practice in practices)
        {
            _byId[practice.PracticeId] = practice;
            foreach (string address in practice.FurtherWanAddresses.Append(practice.WanAddress).OfType<string>())
            {
                Add(_fixed, address, practice);
            }
        }
    }

    /// <summary>Adds the addresses at which earlier audits found the practices.</summary>
    /// <param name="path">A ledger.</param>
    /// <exception cref="System.IO.IOException">The ledger cannot be read.</exception>
    public void Replay(string path) => LedgerReader.Read(path, record =>
    {
        if (record.Snapshot is { Address: string address } snapshot)
        {
            Add(_seen, address, (snapshot.EndedAt, snapshot.PracticeId));
        }
    });

    /// <summary>The owner at that time; none when it is not known. Several only where the inventory states for each that the address is its own: they share one router.</summary>
    /// <param name="address">IP address, or the name the inventory uses.</param>
    /// <param name="at">When something was observed there.</param>
    public IReadOnlyList<Practice> OwnersOf(string address, DateTimeOffset at)
    {
        HashSet<Practice> owners = new();
        if (_fixed.TryGetValue(address, out List<Practice>? known))
        {
            owners.UnionWith(known);
        }

        if (owners.Count == 0 && _seen.TryGetValue(address, out List<(DateTimeOffset At, string PracticeId)>? sightings))
        {
            owners.UnionWith(sightings
                .Where(sighting => (sighting.At - at).Duration() <= _tolerance)
                .Select(sighting => _byId.TryGetValue(sighting.PracticeId, out Practice? practice) ? practice : null)
                .OfType<Practice>());
        }

        return owners.Count == 1 || owners.All(owner => owner.Line == LineKind.OwnAddress) ? owners.ToArray() : Array.Empty<Practice>();
    }

    private static void Add<T>(Dictionary<string, List<T>> lists, string key, T value)
    {
        if (!lists.TryGetValue(key, out List<T>? list))
        {
            lists.Add(key, list = new List<T>());
        }

        list.Add(value);
    }
}
