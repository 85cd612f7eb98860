// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Cmdlets.Auditing;

/// <summary>Converts measurements of practices to snapshots, one per practice.</summary>
internal static class SnapshotInput
{
    private const string Unusable = "an input object could not be used";

    /// <summary>Audits and snapshots as they are; routers and servers of one practice together. What cannot be used becomes an error.</summary>
    /// <param name="cmdlet">Writes the errors.</param>
    /// <param name="objects">What was piped in.</param>
    /// <param name="failures">Receives a text for each object that could not be used.</param>
    public static IReadOnlyList<ExposureSnapshot> ReadSnapshots(this Cmdlet cmdlet, IEnumerable<PSObject> objects, ICollection<string>? failures = null)
    {
        List<ExposureSnapshot> snapshots = new();
        List<RouterExposure> routers = new();
        List<ShareReachability> shares = new();
        foreach (PSObject item in objects)
        {
            switch (cmdlet.Read(item))
            {
                case null:
                    failures?.Add(Unusable);
                    break;
                case ExposureSnapshot snapshot:
                    snapshots.Add(snapshot);
                    break;
                case PracticeAudit audit:
                    snapshots.Add(ExposureSnapshot.From(audit));
                    break;
                case RouterExposure router:
                    routers.Add(router);
                    break;
                case ShareReachability share:
                    shares.Add(share);
                    break;
                default:
                    failures?.Add(Unusable);
                    cmdlet.WriteUnusable(item, "what Invoke-PracticeAudit, Get-RouterExposure, Import-NmapScan or Test-ShareReachability gave");
                    break;
            }
        }

        routers.AddRange(shares.Select(share => share.RouterExposure).OfType<RouterExposure>());
        ILookup<string, RouterExposure> routersOf = routers.ToLookup(router => Key(router.PracticeId, router.WanAddress ?? router.ComputerName), StringComparer.OrdinalIgnoreCase);
        ILookup<string, ShareReachability> sharesOf = shares.ToLookup(
            share => Key(share.PracticeId, share.RouterExposure?.WanAddress ?? share.RouterExposure?.ComputerName ?? share.ComputerName), StringComparer.OrdinalIgnoreCase);
        return snapshots
            .Concat(routersOf.Select(group => group.Key).Union(sharesOf.Select(group => group.Key), StringComparer.OrdinalIgnoreCase)
                .Select(key => ExposureSnapshot.From(Worst(routersOf[key]), sharesOf[key].ToArray())))
            .ToArray();
    }

    /// <summary>Of several connections of one practice, or several measurements of one, the worst counts; of equal ones the last.</summary>
    private static RouterExposure? Worst(IEnumerable<RouterExposure> routers) => routers.OrderBy(router => Verdicts.Rank(router.Verdict)).LastOrDefault();

    private static string Key(string practiceId, string host) => practiceId.Length > 0 ? practiceId : host;
}
