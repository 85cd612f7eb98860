// SPDX-License-Identifier: MIT
using System;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Net;

/// <summary>
/// The use of one credential in one run: by one device at a time, and by none after a device did not accept it. Eleven hosts that count one
/// failed logon each would lock an account whose threshold is five.
/// </summary>
internal sealed class CredentialUse
{
    private volatile string? _refusedBy;
    private volatile bool _isAccepted;

    /// <summary>The device that did not accept the credential; null while all did.</summary>
    public string? RefusedBy => _refusedBy;

    /// <summary>Free while no device is being asked. It has no wait handle, and so nothing to dispose of.</summary>
    private SemaphoreSlim Free { get; } = new(1, 1);

    /// <summary>Waits until no other device is being asked; dispose of the result once this one has answered.</summary>
    /// <param name="host">The device, as the result names it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<CredentialTurn> TakeAsync(string host, CancellationToken cancellation)
    {
        await Free.WaitAsync(cancellation).ConfigureAwait(false);
        return new CredentialTurn(this, host);
    }

    /// <summary>The turn of one device.</summary>
    internal sealed class CredentialTurn : IDisposable
    {
        private readonly CredentialUse _use;
        private readonly string _host;

        public CredentialTurn(CredentialUse use, string host) => (_use, _host) = (use, host);

        /// <summary>The device that did not accept the credential: it must not be sent then. Null where it may be.</summary>
        public string? RefusedBy => _use._refusedBy;

        /// <summary>A device of this run accepted the credential: an answer that leaves open whether this one refused it is then no reason to doubt it.</summary>
        public bool IsAcceptedBefore => _use._isAccepted;

        /// <summary>This device accepted it.</summary>
        public void Accept() => _use._isAccepted = true;

        /// <summary>This device did not accept it: it is not sent to any other in this run.</summary>
        public void Refuse() => _use._refusedBy ??= _host;

        /// <inheritdoc/>
        public void Dispose() => _use.Free.Release();
    }
}
