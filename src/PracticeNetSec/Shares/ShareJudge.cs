// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using PracticeNetSec.Findings;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Smb.Messages;

namespace PracticeNetSec.Shares;

/// <summary>
/// The verdict on what was seen, and why.
/// </summary>
/// <remarks>
/// <para>A stranger who may list, read or write anything: <see cref="Verdict.Exposed"/>; from inside the network
/// <see cref="Verdict.AtRisk"/>, because from there rights show, not whether the Internet gets that far: one forward
/// would do.</para>
/// <para>Nobody gets at anything, yet SMB answers from outside: <see cref="Verdict.AtRisk"/>, for passwords and patches
/// are all that is left. From inside or from an unknown place: <see cref="Verdict.NotExposed"/> when every share was
/// seen, otherwise <see cref="Verdict.Undetermined"/>.</para>
/// <para>No connection: closed or filtered from outside is <see cref="Verdict.NotExposed"/> for this port; from anywhere
/// else it proves nothing about the Internet. Unreachable proves nothing from anywhere: the way may be broken, or we.</para>
/// </remarks>
internal static class ShareJudge
{
    /// <summary>The vantage as given; unknown becomes inside where the address cannot be reached from the Internet.</summary>
    public static Vantage StandsAt(Vantage given, IPAddress address) =>
        given == Vantage.Undetermined && HostAddress.IsPrivate(address) ? Vantage.Inside : given;

    /// <summary>Fills in findings, verdict and reasons; the reasons that are there already stay behind the verdict's own.</summary>
    /// <param name="seen">What was seen.</param>
    /// <param name="complete">Every share there may be was looked at.</param>
    public static void Judge(ShareReachability seen, bool complete)
    {
        seen.Findings = ShareFindings.Of(seen).ToArray();
        (Verdict verdict, string[] reasons) = Decide(seen, complete);

        // Neither what other services make of the verdict nor that SMB answers from outside tells whether a share opens.
        seen.LeavesStrangersOpen = verdict == Verdict.Undetermined || (seen.Dialects.Length > 0 && Gaps(seen, Disks(seen), complete).Any());
        (Verdict Verdict, string Reason)[] services = OfServices(seen).ToArray();
        seen.Verdict = services.Select(service => service.Verdict).Append(verdict).Max();
        seen.Reasons = services.Select(service => service.Reason).Concat(reasons).Concat(seen.Reasons).ToArray();
        if (seen.Verdict == Verdict.NotExposed && (seen.PartFailed || seen.FileServices.Any(service => service.Failed)))
        {
            // What was not asked because of an error here may be open: missing knowledge clears nothing.
            seen.Verdict = Verdict.Undetermined;
            seen.Reasons = seen.Reasons.Prepend("Part of the examination failed on this machine, the reasons below say which; examining the server again would settle it.").ToArray();
        }
    }

    /// <summary>Another file service can make it worse, never better: what SMB left open stays open.</summary>
    private static IEnumerable<(Verdict Verdict, string Reason)> OfServices(ShareReachability seen) => seen.FileServices
        .Where(service => service.Answers == true && (service.OpenToStrangers == true || seen.Vantage == Vantage.Outside))
        .Select(service => service.OpenToStrangers == true
            ? (seen.Vantage == Vantage.Inside ? Verdict.AtRisk : Verdict.Exposed, $"{service.Service} on port {service.Port} serves anybody without a password.")
            : (Verdict.AtRisk, $"{service.Service} on port {service.Port} answers from the Internet."));

    /// <summary>The most any stranger may do with a share.</summary>
    public static ShareAccess Strongest(SmbShare share) =>
        (ShareAccess)Math.Max((int)(share.AnonymousAccess ?? ShareAccess.Undetermined), (int)(share.GuestAccess ?? ShareAccess.Undetermined));

    private static SmbShare[] Disks(ShareReachability seen) => seen.Shares.Where(share => share.Type == "Disk").ToArray();

    /// <summary>A refusal of one way in says nothing about the other.</summary>
    private static bool IsOpenQuestion(SmbShare share) =>
        share.AnonymousAccess == ShareAccess.Undetermined || share.GuestAccess == ShareAccess.Undetermined;

    private static (Verdict Verdict, string[] Reasons) Decide(ShareReachability seen, bool complete)
    {
        if (seen.State is not (PortState.Open or PortState.OpenReset))
        {
            return OfNoConnection(seen);
        }

        if (seen.Dialects.Length == 0)
        {
            return (Verdict.Undetermined, new[]
            {
                $"Port {seen.Port} accepts connections, but what answers does not speak SMB with us; looking at the device itself would settle it.",
            });
        }

        SmbShare[] disks = Disks(seen);
        ShareAccess most = disks.Select(Strongest).DefaultIfEmpty(ShareAccess.None).Max();
        string[] gaps = Gaps(seen, disks, complete).ToArray();
        if (most >= ShareAccess.List)
        {
            IEnumerable<string> open = disks.Where(share => Strongest(share) >= ShareAccess.List)
                .Select(share => $"{share.Name}: {Strongest(share)} without a password.").Concat(gaps);
            return seen.Vantage == Vantage.Inside
                ? (Verdict.AtRisk, open.Prepend("Asked from inside the network: this shows rights, not whether the Internet reaches the server; one forwarded port would be enough.").ToArray())
                : (Verdict.Exposed, open.ToArray());
        }

        if (seen.Vantage == Vantage.Outside)
        {
            return (Verdict.AtRisk, gaps.Prepend("SMB answers from the Internet. We got at nothing without a password, but only passwords and patches stand between.").ToArray());
        }

        return gaps.Length > 0
            ? (Verdict.Undetermined, gaps)
            : (Verdict.NotExposed, new[] { "No share opens without a password. This shows rights, not whether the Internet reaches the server." });
    }

    private static (Verdict Verdict, string[] Reasons) OfNoConnection(ShareReachability seen)
    {
        if (seen.State is null)
        {
            return (Verdict.Undetermined, Array.Empty<string>());
        }

        string state = $"Port {seen.Port} is {seen.State.Value.ToString().ToLowerInvariant()}";
        return seen.State == PortState.Unreachable
            ? (Verdict.Undetermined, new[] { $"{state}: no way leads there from here; asking from another connection would settle it." })
            : seen.Vantage == Vantage.Outside
                ? (Verdict.NotExposed, new[] { $"{state} from the Internet." })
                : (Verdict.Undetermined, new[] { $"{state} from here; asking from outside the practice's network would settle whether the Internet reaches it." });
    }

    /// <summary>What we do not know, each with what would settle it.</summary>
    private static IEnumerable<string> Gaps(ShareReachability seen, SmbShare[] disks, bool complete)
    {
        foreach (SmbShare share in disks.Where(share => Strongest(share) < ShareAccess.List && IsOpenQuestion(share)))
        {
            yield return $"{share.Name}: the rights stay open ({string.Join("; ", share.Reasons)}).";
        }

        if (seen.Dialects.All(dialect => dialect == Smb1Negotiate.Dialect))
        {
            yield return "The server speaks nothing but SMB1, in which shares are not examined; looking at the server itself would settle it.";
        }
        else if (seen.AnonymousSession == SmbSessionResult.Undetermined || seen.GuestSession == SmbSessionResult.Undetermined)
        {
            yield return "Not every way in was answered; asking again would settle it.";
        }
        else if (!complete)
        {
            yield return "A stranger gets a session, but not the whole list of shares; trying known share names would settle it.";
        }
    }
}
