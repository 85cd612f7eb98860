// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>Allows one check at a time for each address: two practices may share a line, and its router gets no double load.</summary>
internal sealed class PerAddressLock
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for the address; dispose of the result to release it.</summary>
    public async Task<IDisposable> EnterAsync(string address, CancellationToken cancellation)
    {
        Entry entry;
        lock (_entries)
        {
            if (!_entries.TryGetValue(address, out entry!))
            {
                _entries.Add(address, entry = new Entry());
            }

            entry.Users++;
        }

        try
        {
            await entry.Turn.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            Forget(address, entry);
            throw;
        }

        return new Pass(this, address, entry);
    }

    private void Forget(string address, Entry entry)
    {
        lock (_entries)
        {
            if (--entry.Users == 0)
            {
                _entries.Remove(address);
                entry.Turn.Dispose();
            }
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Pass : IDisposable
    {
        private readonly PerAddressLock _gate;
        private readonly string _address;
        private readonly Entry _entry;

        public Pass(PerAddressLock gate, string address, Entry entry) => (_gate, _address, _entry) = (gate, address, entry);

        public void Dispose()
        {
            _entry.Turn.Release();
            _gate.Forget(_address, _entry);
        }
    }
}
