// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Routers.Examination;

/// <summary>
/// What is measured beside the first address of a practice. Only what the caller or the inventory names is: a device might report anyone's
/// addresses.
/// </summary>
/// <param name="Lines">The other addresses of the examined name, and those of the practice's other Internet connections.</param>
/// <param name="Machines">Global IPv6 addresses of machines behind the router.</param>
/// <param name="Unresolved">
/// Names of other Internet connections that have no address now, names of machines that could not be looked up, and those that the caller names
/// and that have no address.
/// </param>
internal sealed record FurtherTargets(IReadOnlyList<IPAddress> Lines, IReadOnlyList<IPAddress> Machines, IReadOnlyList<string> Unresolved)
{
    private static readonly TimeSpan MaxLookup = TimeSpan.FromSeconds(3); // a name server that does not answer costs this once

    // Names that mean another machine in each network: RFC 6762, RFC 8375, ICANN's .internal, and what routers of German lines give out.
    private static readonly string[] PrivateNames = { ".local", ".localdomain", ".lan", ".home", ".home.arpa", ".internal", ".intern", ".intranet", ".corp", ".private", ".box", ".speedport.ip", ".in-addr.arpa", ".ip6.arpa" };

    /// <summary>
    /// Names of the inventory's machines that the name service of this machine does not know: that of the practice may, and such a machine
    /// has addresses all the same.
    /// </summary>
    public IReadOnlyList<string> Unknown { get; init; } = Array.Empty<string>();

    /// <summary>Looks the names up, at the moment of the call.</summary>
    /// <param name="others">The other addresses of the examined name.</param>
    /// <param name="practice">The practice, when known: its other connections, and its servers.</param>
    /// <param name="machines">Machines that the caller names.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static Task<FurtherTargets> FindAsync(IEnumerable<IPAddress> others, Practice? practice, IReadOnlyList<string> machines, CancellationToken cancellation) =>
        FindAsync(others, practice, machines, HostAddress.ResolveAllAsync, cancellation);

    /// <summary>The same with another name service.</summary>
    internal static async Task<FurtherTargets> FindAsync(
        IEnumerable<IPAddress> others, Practice? practice, IReadOnlyList<string> machines, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellation)
    {
        // What is open at an address that another practice has as well, or may have, is not attributable to this one.
        string[] common = practice is null ? Array.Empty<string>() : practice.FurtherWanAddresses.Intersect(practice.CommonAddresses.Concat(practice.UncomparedAddresses), StringComparer.OrdinalIgnoreCase).ToArray();
        string[] lines = (practice?.FurtherWanAddresses ?? Array.Empty<string>()).Except(common, StringComparer.OrdinalIgnoreCase).ToArray();
        string[] named = machines.Concat(practice?.Servers ?? Array.Empty<string>()).Where(IsOfTheInternet).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        Task<IPAddress[]?[]> ofMachines = Task.WhenAll(named.Select(machine => AddressesAsync(machine, resolve, cancellation)));
        IPAddress[]?[] ofLines = await Task.WhenAll(lines.Select(line => AddressesAsync(line, resolve, cancellation))).ConfigureAwait(false);
        IPAddress[]?[] found = await ofMachines.ConfigureAwait(false);
        string[] missing = named.Where((_, index) => found[index] is { Length: 0 }).ToArray();
        return new FurtherTargets(
            others.Concat(ofLines.SelectMany(addresses => addresses ?? Array.Empty<IPAddress>())).Distinct().ToArray(),
            found.SelectMany(addresses => addresses ?? Array.Empty<IPAddress>()).Where(HostAddress.IsGlobalVersion6).Distinct().ToArray(),
            common.Concat(lines.Where((_, index) => ofLines[index] is not { Length: > 0 })).Concat(named.Where((_, index) => found[index] is null)).Concat(missing.Intersect(machines, StringComparer.OrdinalIgnoreCase)).ToArray())
        {
            Unknown = missing.Except(machines, StringComparer.OrdinalIgnoreCase).ToArray(),
        };
    }

    /// <summary>Of an earlier result: what was not measured then, and the practice's other connections as far as they were not.</summary>
    /// <param name="known">The earlier result.</param>
    /// <param name="isOfLongAgo">True where what it measured does not show the present state.</param>
    public static string[] NotMeasured(RouterExposure known, bool isOfLongAgo)
    {
        string[] measured = isOfLongAgo ? Array.Empty<string>() : known.MeasuredAddresses;
        string?[] main = { known.WanAddress, known.Practice?.WanAddress, known.ComputerName };

        // A name that was measured is among the addresses: what it led to then is not known any more.
        IEnumerable<string> named = (known.Practice?.FurtherWanAddresses ?? Array.Empty<string>()).Where(line => measured.Length == 0 || IPAddress.TryParse(line, out _));
        return known.UnmeasuredAddresses.Concat(isOfLongAgo ? known.MeasuredAddresses : Array.Empty<string>()).Concat(named.Except(measured).Except(main.OfType<string>())).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
    }

    /// <summary>Addresses, and names that are the same everywhere: a short name is of the practice's own network, and another machine's here.</summary>
    internal static bool IsOfTheInternet(string machine) => IPAddress.TryParse(machine, out _)
        || (machine.Trim('.').IndexOf('.') >= 0 && !PrivateNames.Any(suffix => machine.TrimEnd('.').EndsWith(suffix, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Its addresses; none where the name is known to have none, null where that could not be found out.</summary>
    private static async Task<IPAddress[]?> AddressesAsync(string name, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(MaxLookup);
        try
        {
            return await resolve(name, limit.Token).ConfigureAwait(false);
        }
        catch (InputException unusable) when (HostAddress.IsKnownToBeNone(unusable))
        {
            return Array.Empty<IPAddress>();
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
