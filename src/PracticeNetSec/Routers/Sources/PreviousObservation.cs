// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// What an earlier examination observed of a router, to be assessed together with a walk. Nothing of it is dropped: which of the
/// two is newer is unknown, and a forward that either shows may be open.
/// </summary>
internal static class PreviousObservation
{
    public static SourceResult Beside(SourceResult walk, RouterExposure known) => new()
    {
        Identity = known.Identity,
        Firmware = known.Firmware,
        Forwards = known.Forwards,

        // A walk of another part removes nothing; one that shows forwards in part may be newer, and what it leaves unresolved stays so.
        ForwardsComplete = known.ForwardsComplete && (walk.ForwardsComplete || !walk.ShowsForwards),
        Sessions = Besides(known.Sessions, walk.Sessions),
        Interfaces = Besides(known.NatInterfaces, walk.Interfaces),
        DynamicPortMapping = Besides(known.DynamicPortMapping, walk.DynamicPortMapping),
        Management = Besides(known.Management, walk.Management),
        WanAddresses = known.ReportedWanAddresses,
        Devices = known.Devices,
        PrivateWanAddresses = known.PrivateWanAddresses().ToArray(),
        IsKonnektor = known.IsKonnektor,
    };

    /// <summary>Those that the walk does not also show.</summary>
    private static T[] Besides<T>(T[] known, IReadOnlyList<T> shown)
        where T : class => known.Where(one => !shown.Any(other => other.ToString() == one.ToString())).ToArray();
}
