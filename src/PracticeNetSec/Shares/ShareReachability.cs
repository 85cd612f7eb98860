// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Shares;

/// <summary>What an unauthenticated user could do with the shares behind one address and port, shown without changing anything.</summary>
public sealed class ShareReachability
{
    /// <summary>The provider's id of the practice; empty when a bare address was examined.</summary>
    public string PracticeId { get; set; } = "";

    /// <summary>The practice, when it is known.</summary>
    public Practice? Practice { get; set; }

    /// <summary>The host as the caller named it.</summary>
    public string ComputerName { get; set; } = "";

    /// <summary>TCP port that was queried.</summary>
    public int Port { get; set; }

    /// <summary>Outcome of the connection; null when no connection was tried.</summary>
    public PortState? State { get; set; }

    /// <summary>
    /// The dialect the server chose when all from 2.0.2 to 3.1.1 were offered, and <c>NT LM 0.12</c> where SMB1 answers too. With
    /// <c>-ProbeDialect</c> every dialect it accepts, newest first, each offered alone.
    /// </summary>
    public string[] Dialects { get; set; } = Array.Empty<string>();

    /// <summary>The dialect the server chose when all from 2.0.2 to 3.1.1 were offered; null where it speaks none of them.</summary>
    public string? ChosenDialect { get; set; }

    /// <summary>Whether SMB1 still answers; null when that could not be determined.</summary>
    public bool? Smb1 { get; set; }

    /// <summary>Whether the server requires signing; null when that could not be determined.</summary>
    public bool? SigningRequired { get; set; }

    /// <summary>NetBIOS name from the NTLM challenge ([MS-NLMP] 2.2.1.2).</summary>
    public string? ServerName { get; set; }

    /// <summary>Domain from the NTLM challenge.</summary>
    public string? DomainName { get; set; }

    /// <summary>Windows version and build from the NTLM challenge, for instance <c>10.0.20348</c>; Samba states 6.1.0.</summary>
    public string? OsBuild { get; set; }

    /// <summary>What that build shows about security updates; null where no build was stated.</summary>
    public OsSupport? OsSupport { get; set; }

    /// <summary>Outcome of a null session.</summary>
    public SmbSessionResult AnonymousSession { get; set; }

    /// <summary>Outcome of a session as an unknown user.</summary>
    public SmbSessionResult GuestSession { get; set; }

    /// <summary>The name that the server accepted for it: <c>*</c> for a random one, so that any will do, or <c>Guest</c> or <c>Gast</c>; null where none was.</summary>
    public string? GuestName { get; set; }

    /// <summary>Outcome of a session with the given account.</summary>
    public SmbSessionResult CredentialSession { get; set; }

    /// <summary>The shares, with rights.</summary>
    public SmbShare[] Shares { get; set; } = Array.Empty<SmbShare>();

    /// <summary>Other file services on the host, as far as <c>-Service</c> requested them.</summary>
    public FileServiceResult[] FileServices { get; set; } = Array.Empty<FileServiceResult>();

    /// <summary>What is wrong.</summary>
    public Finding[] Findings { get; set; } = Array.Empty<Finding>();

    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; set; }

    /// <summary>What the verdict is based on.</summary>
    public Coverage Coverage { get; set; } = new();

    /// <summary>Why, and for <see cref="Verdict.Undetermined"/> what would resolve it.</summary>
    public Evidence[] Reasons { get; set; } = Array.Empty<Evidence>();

    /// <summary>The vantage point.</summary>
    public Vantage Vantage { get; set; }

    /// <summary>The router examination that led here; null when a host was named directly.</summary>
    public RouterExposure? RouterExposure { get; set; }

    /// <summary>When the examination started.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset EndedAt { get; set; }

    /// <summary>An unauthenticated user may list, read or write at least one share.</summary>
    public bool IsReadableUnauthenticated => Shares.Any(share => share.Type == "Disk" && share.Strongest >= ShareAccess.List);

    /// <summary>An unresolved check about unauthenticated users, whatever the verdict: from outside not <see cref="Verdict.Undetermined"/>.</summary>
    internal bool LeavesUnauthenticatedOpen { get; set; } = true;

    /// <summary>
    /// True where an unauthenticated user may list, read or write at least one share; false where that was denied; null where it
    /// is unresolved. Only for a result that was not saved in between.
    /// </summary>
    public bool? AllowsUnauthenticatedRead() => IsReadableUnauthenticated ? true : LeavesUnauthenticatedOpen ? null : false;

    /// <summary>The result where an address belongs to the provider and several customers share it, or several practices have it: no server is asked, and nothing is known.</summary>
    /// <param name="computerName">The host as the caller named it.</param>
    /// <param name="address">The provider's address.</param>
    /// <param name="port">TCP port that would have been asked.</param>
    /// <param name="vantage">The vantage point.</param>
    /// <param name="at">The time of the result.</param>
    /// <param name="owner">The practice, when known: its inventory shows whether other practices have the address.</param>
    public static ShareReachability OfSharedAddress(string computerName, IPAddress address, int port, Vantage vantage, DateTimeOffset at, Practice? owner = null) => new()
    {
        ComputerName = computerName,
        Port = port,
        Vantage = vantage,
        Reasons = new[] { owner?.Contest(address.ToString()) ?? EvidenceOf.CheckLineShared(address.ToString()) },
        StartedAt = at,
        EndedAt = at,
    };

    /// <summary>The public object of an observation and what it means.</summary>
    internal static ShareReachability Of(ServerObservation seen, ServerAssessment assessed) => new()
    {
        ComputerName = seen.ComputerName,
        Port = seen.Port,
        State = seen.State,
        Dialects = seen.Dialects.ToArray(),
        ChosenDialect = seen.ChosenDialect,
        Smb1 = seen.Smb1,
        SigningRequired = seen.SigningRequired,
        ServerName = seen.ServerName,
        DomainName = seen.DomainName,
        OsBuild = seen.OsBuild,
        OsSupport = seen.OsSupport,
        AnonymousSession = seen.AnonymousSession,
        GuestSession = seen.GuestSession,
        GuestName = seen.GuestName,
        CredentialSession = seen.CredentialSession,
        Shares = seen.Shares.ToArray(),
        FileServices = seen.FileServices.ToArray(),
        Vantage = seen.Vantage,
        StartedAt = seen.StartedAt,
        EndedAt = seen.EndedAt,
        Findings = assessed.Findings.ToArray(),
        Verdict = assessed.Verdict,
        Coverage = assessed.Coverage,
        Reasons = assessed.Reasons.ToArray(),
        LeavesUnauthenticatedOpen = assessed.LeavesUnauthenticatedOpen,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{ComputerName}:{Port} {Verdict}";
}
