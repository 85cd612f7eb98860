// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;

namespace PracticeNetSec.Upnp;

/// <summary>
/// Reads a mapping table index by index, several at once. It ends at the table's end, at a repeated entry, after
/// <see cref="MaxEntries"/> entries or on timeout, whichever comes first.
/// </summary>
internal sealed class PortMappingWalk
{
    /// <summary>No practice router has more; an endless list stops here.</summary>
    public const int MaxEntries = 2048;

    private const int WidestWindow = 4; // requests at once: small routers serve few

    // SpecifiedArrayIndexInvalid is the end; some return NoSuchEntryInArray or Invalid Args instead (WANIPConnection:1 §2.4.14.5).
    private static readonly int[] EndOfList = { 713, 714, 402 };

    private readonly Func<SoapRequest, CancellationToken, Task<UpnpReply>> _ask;
    private readonly string _serviceType;
    private readonly List<PortMapping> _mappings = new();
    private readonly HashSet<(string, int, string?)> _seen = new();
    private int _unreadable;

    /// <param name="ask">Queries the service; each request has its own timeout.</param>
    /// <param name="serviceType">Type of the connection service.</param>
    public PortMappingWalk(Func<SoapRequest, CancellationToken, Task<UpnpReply>> ask, string serviceType)
    {
        _ask = ask;
        _serviceType = serviceType;
    }

    /// <param name="count">The number the service reports; null where it reports none.</param>
    /// <param name="budget">Timeout of the whole walk, plus or minus one request.</param>
    /// <param name="cancellation">Stops at once.</param>
    public async Task<PortMappingList> RunAsync(int? count, TimeSpan budget, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        int last = Math.Min(count ?? MaxEntries, MaxEntries);
        int next = 0;
        int window = WidestWindow;
        bool isRepeated = false;
        while (next < last)
        {
            if (watch.Elapsed > budget)
            {
                return Partial(EvidenceOf.UpnpTooSlow());
            }

            // The first one alone: most lists are empty or short, and a refusal holds for all.
            int size = next == 0 ? 1 : Math.Min(window, last - next);
            UpnpReply[] replies = await Task.WhenAll(
                Enumerable.Range(next, size).Select(index => _ask(SoapRequest.PortMapping(_serviceType, index), cancellation))).ConfigureAwait(false);
            foreach (UpnpReply reply in replies)
            {
                if (reply.Outcome == UpnpOutcome.NoAnswer && (size > 1 || (window == 1 && !isRepeated)))
                {
                    // A router that serves requests one at a time lets the later ones time out: continue sequentially. It may
                    // first work through those that were given up, so the next one has a second attempt.
                    isRepeated = window == 1;
                    window = 1;
                    break;
                }

                if (Take(reply, count) is { } end)
                {
                    return end;
                }

                next++;
            }
        }

        return count <= MaxEntries ? Whole() : Partial(EvidenceOf.UpnpEntriesCapped(MaxEntries));
    }

    /// <summary>Processes one entry; null to read on, the result where the list ends here.</summary>
    private PortMappingList? Take(UpnpReply reply, int? count)
    {
        if (reply.Outcome == UpnpOutcome.Refused && EndOfList.Contains(reply.Answer!.ErrorCode ?? 0))
        {
            return count is null ? Whole() : Partial(EvidenceOf.UpnpEntriesEndedEarly());
        }

        if (reply.Outcome != UpnpOutcome.Answered)
        {
            return Partial(reply.Detail!);
        }

        try
        {
            PortMapping mapping = PortMapping.Decode(reply.Answer!);
            if (!_seen.Add((mapping.Protocol, mapping.ExternalPort, mapping.RemoteHost)))
            {
                return Partial(EvidenceOf.UpnpEntriesRepeat());
            }

            _mappings.Add(mapping);
        }
        catch (UpnpFormatException)
        {
            // One invalid entry does not invalidate the others; the list is just incomplete.
            _unreadable++;
        }

        return null;
    }

    private PortMappingList Whole() => _unreadable == 0
        ? new PortMappingList(_mappings, null)
        : Partial(EvidenceOf.UpnpEntriesUnreadable(_unreadable));

    private PortMappingList Partial(Evidence detail) => new(_mappings, detail);
}
