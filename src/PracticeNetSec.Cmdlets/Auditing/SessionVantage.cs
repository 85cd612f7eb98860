// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Examination;

namespace PracticeNetSec.Cmdlets.Auditing;

/// <summary>What this PowerShell session has shown about its vantage point.</summary>
internal static class SessionVantage
{
    /// <summary>The ports that are proven, for all cmdlets of the session.</summary>
    public static VantageProof Proof { get; } = new();

    /// <summary>Asks a canary and remembers what it shows: once over each version of IP that its name has, because each takes a way of its own.</summary>
    /// <exception cref="InputException"><c>CanaryInside</c>: it shows nothing about the way to the Internet; or its name cannot be used.</exception>
    public static async Task<IReadOnlyList<VantagePoint>> ProveAsync(string canary, IReadOnlyList<int> ports, TimeSpan timeout, CancellationToken cancellation)
    {
        IPAddress[] found = await HostAddress.ResolveAllAsync(canary, cancellation).ConfigureAwait(false);
        List<VantagePoint> seen = new();
        foreach (IPAddress address in CanaryCheck.OneOfEachVersion(found))
        {
            seen.Add(await ProveAsync(canary, address, ports, timeout, cancellation).ConfigureAwait(false));
        }

        return seen;
    }

    private static async Task<VantagePoint> ProveAsync(string canary, IPAddress address, IReadOnlyList<int> ports, TimeSpan timeout, CancellationToken cancellation)
    {
        if (HostAddress.IsPrivate(address) || VantageRule.Decide(Vantage.Undetermined, address) == Vantage.Inside)
        {
            throw new InputException("CanaryInside", $"'{InputException.Quote(canary)}' ({address}) is an address of this machine or of a private network. A canary must be outside, where the practices see the Internet: give the public address of a host of yours.");
        }

        VantagePoint seen = await CanaryCheck.RunAsync(canary, address, ports, timeout, cancellation).ConfigureAwait(false);
        Proof.Add(seen);
        return seen;
    }
}
