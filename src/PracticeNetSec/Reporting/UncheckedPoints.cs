// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting;

/// <summary>What the measurements leave open, each with what would resolve it.</summary>
internal static class UncheckedPoints
{
    public static IEnumerable<ReportLine> Of(BreachEvidence evidence)
    {
        if (evidence.Router is null)
        {
            yield return ReportLine.Of("unchecked.router");
        }
        else
        {
            foreach (ReportLine line in OfRouter(evidence.Router))
            {
                yield return line;
            }
        }

        if (evidence.Servers.Count == 0)
        {
            yield return ReportLine.Of("unchecked.shares");
        }

        foreach (ShareReachability server in evidence.Servers)
        {
            if (!server.Vantage.SeesTheInternet())
            {
                yield return ReportLine.Of("unchecked.server-outside", server.ComputerName);
            }

            bool asked = server.State is PortState.Open or PortState.OpenReset;
            if (asked && (server.AnonymousSession == SmbSessionResult.Undetermined || server.GuestSession == SmbSessionResult.Undetermined))
            {
                yield return ReportLine.Of("unchecked.sessions", server.ComputerName);
            }

            foreach (SeenShare seen in SeenShare.WithFiles(server).Where(seen => seen.UnauthenticatedAccess is ShareAccess.Undetermined or ShareAccess.Connect))
            {
                yield return ReportLine.Of("unchecked.share-access", seen.Path);
            }
        }
    }

    private static IEnumerable<ReportLine> OfRouter(RouterExposure router)
    {
        if (router.Ports.Length == 0)
        {
            yield return ReportLine.Of("unchecked.ports");
        }
        else if (router.AcceptsAllPorts)
        {
            yield return ReportLine.Of("unchecked.every-port");
        }
        else if (router.Vantage == Vantage.Inside)
        {
            yield return ReportLine.Of("unchecked.outside");
        }
        else if (!router.Vantage.SeesTheInternet())
        {
            yield return ReportLine.Of("unchecked.vantage");
        }

        int[] open = router.Coverage.Ports.Where(port => port.State < PortCoverageState.Filtered).Select(port => port.Port).Distinct().OrderBy(port => port).ToArray();
        if (open.Length > 0)
        {
            yield return ReportLine.Of("unchecked.port-states", string.Join(", ", open.Select(BreachEvidence.Text)));
        }

        if (!router.ForwardsComplete)
        {
            yield return ReportLine.Of("unchecked.forwards");
        }

        if (router.Identity.Model is null)
        {
            yield return ReportLine.Of("unchecked.model");
        }

        if (router.Firmware?.Version is null)
        {
            yield return ReportLine.Of("unchecked.firmware");
        }

        foreach (AdvisoryMatch match in router.Advisories.Where(match => match.Status is AdvisoryStatus.Undetermined or AdvisoryStatus.NotListed))
        {
            yield return ReportLine.Of(match.Status == AdvisoryStatus.Undetermined && match.FixedIn is null ? "unchecked.advisory-conditional" : "unchecked.advisory", match.Id);
        }
    }
}
