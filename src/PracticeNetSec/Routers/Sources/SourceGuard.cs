// SPDX-License-Identifier: MIT
using System;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// Isolates sources from each other's exceptions. The platform's libraries throw more kinds of exceptions than any list
/// names (a handshake alone: AuthenticationException, IOException, Win32Exception, CryptographicException): each fails its
/// source, is reported as <see cref="SourceReport.Failed"/>, and does not affect what the other sources measured.
/// </summary>
internal static class SourceGuard
{
    /// <summary>Reads a source.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<SourceResult> ReadAsync(IRouterSource source, RouterTarget target, CancellationToken cancellation)
    {
        try
        {
            return await source.ReadAsync(target, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            cancellation.ThrowIfCancellationRequested();
            return new SourceResult(SourceReport.NotRead(source.Name, failure));
        }
    }

    /// <summary>Does a part of a source's work; what it throws is returned beside the value that stands for "nothing".</summary>
    /// <param name="source">Name of the source.</param>
    /// <param name="work">The part.</param>
    /// <param name="nothing">What stands for "nothing".</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<(T Value, Evidence? Failure)> TryAsync<T>(string source, Func<Task<T>> work, T nothing, CancellationToken cancellation)
    {
        try
        {
            return (await work().ConfigureAwait(false), null);
        }
        catch (Exception failure)
        {
            cancellation.ThrowIfCancellationRequested();
            return (nothing, SourceReport.NotRead(failure, source));
        }
    }
}
