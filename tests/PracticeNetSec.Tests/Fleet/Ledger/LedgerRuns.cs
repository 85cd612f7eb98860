// SPDX-License-Identifier: MIT
using System;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Ledger;

namespace PracticeNetSec.Tests.Fleet.Ledger;

/// <summary>Writes runs as audits do.</summary>
internal static class LedgerRuns
{
    /// <summary>A complete run.</summary>
    public static Task WriteAsync(string path, params string[] practices) => WriteAsync(path, TimeProvider.System, practices.Length, null, practices);

    /// <summary>A run that is complete where all were checked.</summary>
    public static async Task WriteAsync(string path, TimeProvider time, int total, X509Certificate2? certificate, params string[] practices)
    {
        using AuditLedger ledger = new(path, resume: false, time);
        await ledger.BeginAsync(total);
        foreach (string practice in practices)
        {
            await ledger.RecordAsync(SnapshotSamples.Audit(practice));
        }

        if (practices.Length == total)
        {
            await ledger.EndAsync(certificate);
        }
    }
}
