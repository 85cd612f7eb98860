// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Fleet.Feeds;

/// <summary>
/// Which practice an address belonged to at a given time. A fixed address of the inventory always counts; a dynamic one
/// counts as long as an audit observed it there shortly before or after.
/// </summary>
public sealed class AddressBook
{
    private readonly Dictionary<string, List<Practice>> _fixed = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Practice> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<string>> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<(DateTimeOffset At, string Address)>> _sightings = new(StringComparer.OrdinalIgnoreCase);
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
            foreach (string address in practice.FurtherWanAddresses.Append(practice.WanAddress).OfType<string>().Select(Key).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                Add(_fixed, address, practice);
            }
        }
    }

    /// <summary>Adds the addresses at which earlier audits found the practices.</summary>
    /// <param name="path">A history.</param>
    /// <exception cref="System.IO.IOException">The ledger cannot be read.</exception>
    public void Replay(string path)
    {
        foreach ((string address, string practiceId, DateTimeOffset at) in ExposureLedger.Addresses(path))
        {
            string key = Key(address);
            if (!_seen.TryGetValue(key, out HashSet<string>? practices))
            {
                _seen.Add(key, practices = new HashSet<string>(StringComparer.OrdinalIgnoreCase));
            }

            practices.Add(practiceId);
            Add(_sightings, practiceId, (at, key));
        }
    }

    /// <summary>True where a practice of the inventory has the address, or had it at some time.</summary>
    /// <param name="address">IP address, or the name the inventory uses.</param>
    public bool Knows(string address) => _fixed.ContainsKey(Key(address)) || _seen.ContainsKey(Key(address));

    /// <summary>
    /// The owner at that time; none when it is not known. Several only of a fixed address, where the inventory states for each that it is its
    /// own, or the same router by its serial number.
    /// </summary>
    /// <param name="address">IP address, or the name the inventory uses.</param>
    /// <param name="at">When something was observed there.</param>
    public IReadOnlyList<Practice> OwnersOf(string address, DateTimeOffset at)
    {
        IReadOnlyList<Practice> candidates = CandidatesOf(address, at);
        return (candidates.Count == 1 && _byId.ContainsKey(candidates[0].PracticeId))
            || (_fixed.ContainsKey(Key(address)) && candidates.All(owner => owner.Line == LineKind.OwnAddress || RouterIdentityCheck.HaveSameSerial(owner, candidates[0])))
            ? candidates
            : Array.Empty<Practice>();
    }

    /// <summary>
    /// Every practice that may have had the address at that time; more than one where it is not known which of them had it. One that only
    /// the history knows has its id alone: the address was not another's because the inventory lacks it.
    /// </summary>
    /// <param name="address">IP address, or the name the inventory uses.</param>
    /// <param name="at">When something was observed there.</param>
    public IReadOnlyList<Practice> CandidatesOf(string address, DateTimeOffset at)
    {
        string key = Key(address);
        IEnumerable<Practice> named = _fixed.TryGetValue(key, out List<Practice>? known) ? known : Enumerable.Empty<Practice>();
        IEnumerable<Practice> seen = _seen.TryGetValue(key, out HashSet<string>? ids)
            ? ids.Where(id => WasAt(id, key, at)).Select(id => _byId.TryGetValue(id, out Practice? practice) ? practice : new Practice { PracticeId = id })
            : Enumerable.Empty<Practice>();
        return named.Concat(seen).GroupBy(practice => practice.PracticeId, StringComparer.OrdinalIgnoreCase).Select(same => same.First()).ToArray();
    }

    /// <summary>True where the last audit before that time, or the first one after it, found the practice there: in between it may have moved.</summary>
    private bool WasAt(string practiceId, string key, DateTimeOffset at)
    {
        (DateTimeOffset At, string Address)[] near = _sightings[practiceId].Where(sighting => (sighting.At - at).Duration() <= _tolerance).OrderBy(sighting => sighting.At).ToArray();
        return Is(near.LastOrDefault(sighting => sighting.At <= at)) || Is(near.FirstOrDefault(sighting => sighting.At > at));

        bool Is((DateTimeOffset At, string Address) sighting) => key.Equals(sighting.Address, StringComparison.OrdinalIgnoreCase);
    }

    private static string Key(string address) => IPAddress.TryParse(address, out IPAddress? parsed) ? parsed.ToString() : address;

    private static void Add<T>(Dictionary<string, List<T>> lists, string key, T value)
    {
        if (!lists.TryGetValue(key, out List<T>? list))
        {
            lists.Add(key, list = new List<T>());
        }

        list.Add(value);
    }
}
