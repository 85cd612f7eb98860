// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Reporting;
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
        return snapshots.Concat(PracticeMeasurements.Group(routers, shares).Select(practice => ExposureSnapshot.From(practice.Router, practice.Servers))).ToArray();
    }
}
