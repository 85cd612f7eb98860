// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Routers.Examination;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>How a fleet is checked.</summary>
public sealed class AuditOptions
{
    /// <summary>How routers are examined; its window and cap hold for the whole fleet.</summary>
    public RouterExaminationOptions Router { get; set; } = new();

    /// <summary>The clock that observations are dated by.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Ask the shares of practices whose ports lead to them.</summary>
    public bool Shares { get; set; } = true;

    /// <summary>Check practices out of scope too; the result says so.</summary>
    public bool Force { get; set; }

    /// <summary>The longest wait for one answer of a file server.</summary>
    public TimeSpan ShareTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest one practice may take, whatever its devices do.</summary>
    public TimeSpan PracticeTimeout { get; set; } = TimeSpan.FromMinutes(2);
}
