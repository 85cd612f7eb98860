// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Assessment;
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;

namespace PracticeNetSec.Shares;

/// <summary>
/// What was observed of the file server behind one address and port; <see cref="ShareAssessor"/> assesses it once. The properties
/// are those of <see cref="ShareReachability"/>.
/// </summary>
internal sealed record ServerObservation
{
    public string ComputerName { get; init; } = "";

    public int Port { get; init; }

    public PortState? State { get; init; }

    public IReadOnlyList<string> Dialects { get; init; } = Array.Empty<string>();

    public string? ChosenDialect { get; init; }

    public bool? Smb1 { get; init; }

    public bool? SigningRequired { get; init; }

    public string? ServerName { get; init; }

    public string? DomainName { get; init; }

    public string? OsBuild { get; init; }

    public OsSupport? OsSupport { get; init; }

    public SmbSessionResult AnonymousSession { get; init; }

    public SmbSessionResult GuestSession { get; init; }

    /// <summary>The name that got <see cref="GuestSession"/>: see <see cref="ShareReachability.GuestName"/>.</summary>
    public string? GuestName { get; init; }

    /// <summary>True where an account without a password may have more rights than <see cref="GuestSession"/>, and the server did not answer its name.</summary>
    public bool IdentityUnanswered { get; init; }

    public SmbSessionResult CredentialSession { get; init; }

    /// <summary>True when an account was given to try.</summary>
    public bool CredentialGiven { get; init; }

    public IReadOnlyList<SmbShare> Shares { get; init; } = Array.Empty<SmbShare>();

    /// <summary>True when every share that may exist was inspected with every session.</summary>
    public bool SharesComplete { get; init; }

    public IReadOnlyList<FileServiceResult> FileServices { get; init; } = Array.Empty<FileServiceResult>();

    public Vantage Vantage { get; init; }

    /// <summary>True where an examination of the router proved that the port is refused or filtered there.</summary>
    public bool IsPortProven { get; init; }

    /// <summary>True when an error of this machine ended part of the examination; <see cref="Notes"/> states which.</summary>
    public bool PartFailed { get; init; }

    /// <summary>What the examination itself has to report, for instance that a session was refused.</summary>
    public IReadOnlyList<Evidence> Notes { get; init; } = Array.Empty<Evidence>();

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset EndedAt { get; init; }
}
