// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>Everything one check of one practice showed.</summary>
public sealed class PracticeAudit
{
    /// <summary>The provider's id of the practice.</summary>
    public string PracticeId { get; set; } = "";

    /// <summary>The practice.</summary>
    public Practice? Practice { get; set; }

    /// <summary>The address that its name resolved to at the time of the check; null when nothing was examined.</summary>
    public string? Address { get; set; }

    /// <summary>Who authorised the check, and whether it was made anyway.</summary>
    public AuditScope Scope { get; set; } = new();

    /// <summary>Whether the device is the one the inventory names.</summary>
    public IdentityState Identity { get; set; }

    /// <summary>The router; null when it was not examined.</summary>
    public RouterExposure? RouterExposure { get; set; }

    /// <summary>The servers behind it that were inspected. The router that led there is <see cref="RouterExposure"/>.</summary>
    public ShareReachability[] ShareReachability { get; set; } = Array.Empty<ShareReachability>();

    /// <summary>True when the check did not reach its end: what it did not observe proves nothing.</summary>
    public bool Interrupted { get; set; }

    /// <summary>What is wrong, the most severe first.</summary>
    public Finding[] Findings { get; set; } = Array.Empty<Finding>();

    /// <summary>The verdict on everything together.</summary>
    public Verdict Verdict { get; set; }

    /// <summary>What the verdict is based on: the router's and the servers' coverage together.</summary>
    public Coverage Coverage { get; set; } = new();

    /// <summary>Why, and for <see cref="Verdict.Undetermined"/> what would resolve it.</summary>
    public Evidence[] Reasons { get; set; } = Array.Empty<Evidence>();

    /// <summary>The vantage points, where there was more than this machine.</summary>
    public string[] VantagePoints { get; set; } = Array.Empty<string>();

    /// <summary>When the check started.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset EndedAt { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{PracticeId}: {Verdict}";

    /// <summary>A practice of the run to which nothing was sent: Undetermined, with the reason.</summary>
    internal static PracticeAudit NotChecked(Practice practice, Evidence reason, DateTimeOffset at) => new()
    {
        PracticeId = practice.PracticeId,
        Practice = practice,
        Interrupted = true,
        Reasons = new[] { reason },
        StartedAt = at,
        EndedAt = at,
    };
}
