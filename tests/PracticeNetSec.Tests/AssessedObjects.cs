// SPDX-License-Identifier: MIT
using PracticeNetSec.Assessment;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Advisories;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Tests;

/// <summary>Outward objects as tests write them down, assessed as if their properties had been observed.</summary>
internal static class AssessedObjects
{
    public static RouterExposure Assessed(this RouterExposure router, AdvisoryCatalog? advisories = null) =>
        RouterAssessor.Expose(RouterObservation.Of(router), advisories);

    public static ShareReachability Assessed(this ShareReachability seen, bool complete = true) => ShareAssessor.Expose(new ServerObservation
    {
        ComputerName = seen.ComputerName,
        Port = seen.Port,
        State = seen.State,
        Dialects = seen.Dialects,
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
        Shares = seen.Shares,
        SharesComplete = complete,
        FileServices = seen.FileServices,
        Vantage = seen.Vantage,
        Notes = seen.Reasons,
        StartedAt = seen.StartedAt,
        EndedAt = seen.EndedAt,
    });

    public static PracticeAudit Assessed(this PracticeAudit audit) => AuditAssessor.Assess(new AuditObservation
    {
        PracticeId = audit.PracticeId,
        Practice = audit.Practice,
        Address = audit.Address,
        Scope = audit.Scope,
        Identity = audit.Identity,
        Router = audit.RouterExposure,
        Servers = audit.ShareReachability,
        Interrupted = audit.Interrupted,
        Notes = audit.Reasons,
        VantagePoints = audit.VantagePoints,
        StartedAt = audit.StartedAt,
        EndedAt = audit.EndedAt,
    });
}
