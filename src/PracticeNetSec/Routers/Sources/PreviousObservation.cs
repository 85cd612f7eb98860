// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// What an earlier examination knew of a router, to be judged together with a walk. Nothing of it is dropped: which of the
/// two is newer cannot be told, and a forward that either shows may be open.
/// </summary>
internal static class PreviousObservation
{
    public static SourceResult Beside(SourceResult walk, RouterExposure known) => new()
    {
        Identity = known.Identity,
        Firmware = known.Firmware,
        Forwards = known.Forwards,

        // A walk of something else takes nothing away; one that shows forwards in part may be the newer, and what it leaves open stays open.
        ForwardsComplete = known.ForwardsComplete && (walk.ForwardsComplete || !walk.ShowsForwards),
        Sessions = Besides(known.Sessions, walk.Sessions),
        Interfaces = Besides(known.NatInterfaces, walk.Interfaces),
        DynamicPortMapping = Besides(known.DynamicPortMapping, walk.DynamicPortMapping),
        Management = Besides(known.Management, walk.Management),
        WanAddresses = known.ReportedWanAddresses,
        Devices = known.Devices,
        PrivateWanAddress = known.PrivateWanAddress,
        IsKonnektor = known.IsKonnektor,
    };

    /// <summary>Those that the walk does not show too.</summary>
    private static T[] Besides<T>(T[] known, IReadOnlyList<T> shown)
        where T : class => known.Where(one => !shown.Any(other => other.ToString() == one.ToString())).ToArray();
}
