// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>
/// The observations of a check of one practice, from one or several vantage points; <see cref="AuditAssessor"/> builds the audit from them.
/// The properties are those of <see cref="PracticeAudit"/>.
/// </summary>
internal sealed record AuditObservation
{
    public string PracticeId { get; init; } = "";

    public Practice? Practice { get; init; }

    public string? Address { get; init; }

    public AuditScope Scope { get; init; } = new();

    public IdentityState Identity { get; init; }

    public RouterExposure? Router { get; init; }

    public IReadOnlyList<ShareReachability> Servers { get; init; } = Array.Empty<ShareReachability>();

    public bool Interrupted { get; init; }

    /// <summary>What the check itself has to report, for instance that it timed out.</summary>
    public IReadOnlyList<Evidence> Notes { get; init; } = Array.Empty<Evidence>();

    public IReadOnlyList<string> VantagePoints { get; init; } = Array.Empty<string>();

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset EndedAt { get; init; }
}
