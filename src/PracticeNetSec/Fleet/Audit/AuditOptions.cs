// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Examination;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>How a fleet is checked.</summary>
public sealed class AuditOptions
{
    /// <summary>How routers are examined; its window and cap apply to the whole fleet.</summary>
    public RouterExaminationOptions Router { get; set; } = new();

    /// <summary>The clock for the times of observations.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Inspect the shares of practices whose ports lead to them.</summary>
    public bool Shares { get; set; } = true;

    /// <summary>Where a server returns no list of shares, try names that practices commonly use.</summary>
    public bool TryCommonShareNames { get; set; }

    /// <summary>Other file services to probe on each server.</summary>
    public IReadOnlyList<FileService> Services { get; set; } = Array.Empty<FileService>();

    /// <summary>Check practices out of scope too; the result says so.</summary>
    public bool Force { get; set; }

    /// <summary>Timeout for one response of a file server.</summary>
    public TimeSpan ShareTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Practices in progress at once; one whose result waits for the proof that the connection worked is none.</summary>
    public int AtOnce { get; set; } = 4096;

    /// <summary>Vantage points that check each practice.</summary>
    public int Views { get; set; } = 1;

    /// <summary>What is measured, as one line: results of runs that differ in it do not belong together.</summary>
    public string Measured() => string.Join(";", new[]
    {
        "ports=" + string.Join(",", Router.Ports), $"vantage={Router.Vantage}", $"views={Views}", Router.PortsOnly ? "ports-only" : "", Shares ? "shares" : "",
        TryCommonShareNames ? "common-names" : "", string.Join(",", Services.OrderBy(service => service)),
    }.Where(part => part.Length > 0));

    /// <summary>Timeout for one practice, whatever its devices do.</summary>
    public TimeSpan PracticeTimeout { get; set; } = TimeSpan.FromMinutes(2);
}
