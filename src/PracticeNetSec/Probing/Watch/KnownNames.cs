// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing.Watch;

/// <summary>
/// Looks names up and remembers those that led to an address in this run: where several of them do not any more, the name service is
/// disturbed, not the practice's entry. Thread-safe.
/// </summary>
internal sealed class KnownNames
{
    private const int Asked = 3; // one name alone may have been deleted or moved
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _lookUp;
    private readonly ConcurrentDictionary<string, IPAddress[]> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<string> _turn = new();

    /// <param name="lookUp">Looks a name up.</param>
    public KnownNames(Func<string, CancellationToken, Task<IPAddress[]>> lookUp) => _lookUp = lookUp;

    /// <summary>Looks a name up and remembers it where it leads to an address.</summary>
    /// <exception cref="InputException">As <see cref="Net.HostAddress.ResolveAllAsync"/>.</exception>
    public async Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellation)
    {
        IPAddress[] found = await _lookUp(name, cancellation).ConfigureAwait(false);
        if (IPAddress.TryParse(name, out _))
        {
            return found;
        }

        if (_known.TryAdd(name, found))
        {
            _turn.Enqueue(name);
        }
        else
        {
            _known[name] = found;
        }

        return found;
    }

    /// <summary>True for a name that led to an address in this run.</summary>
    public bool Contains(string name) => _known.ContainsKey(name);

    /// <summary>Whether the name service answers as before; null where no name is known. One name is asked, and others where it does not.</summary>
    public async Task<bool?> AnswerAsBeforeAsync(CancellationToken cancellation)
    {
        for (int asked = 0; asked < Math.Min(Asked, _known.Count); asked++)
        {
            if (!_turn.TryDequeue(out string? name))
            {
                return null;
            }

            _turn.Enqueue(name);
            if (await IsAsBeforeAsync(name, cancellation).ConfigureAwait(false))
            {
                return true;
            }
        }

        return _known.Count < Asked ? null : false;
    }

    private async Task<bool> IsAsBeforeAsync(string name, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            IPAddress[] now = await _lookUp(name, limit.Token).ConfigureAwait(false);
            return now.Intersect(_known[name]).Any();
        }
        catch (Exception failure) when (failure is InputException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }
}
