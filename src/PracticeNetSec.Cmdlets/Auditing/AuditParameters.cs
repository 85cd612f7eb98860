// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Auditing;

/// <summary>What the parameters and the input of Invoke-PracticeAudit are checked for, and how they are shown.</summary>
internal static class AuditParameters
{
    /// <summary>A practice as -WhatIf and -Confirm show it.</summary>
    public static string Named(Practice practice) =>
        practice.WanAddress is null && practice.RouterAddress is null ? practice.PracticeId : $"{practice.PracticeId} ({practice.WanAddress ?? practice.RouterAddress})";

    /// <summary>What is missing beside a parameter; null where nothing is.</summary>
    public static InputException? ProblemOf(InvokePracticeAuditCommand command)
    {
        if (command.Resume && command.LedgerPath is null)
        {
            return new InputException("ResumeNeedsLedger", "-Resume needs -LedgerPath: only the ledger knows who was checked.");
        }

        if (command.SigningCertificate is not null && command.LedgerPath is null)
        {
            return new InputException("SigningNeedsLedger", "-SigningCertificate needs -LedgerPath: the ledger is what is signed.");
        }

        if (command.SigningCertificate?.HasPrivateKey == false)
        {
            return new InputException("CertificateNotUsable", $"The certificate '{InputException.Quote(command.SigningCertificate.Subject)}' has no private key that this account may use.");
        }

        return command.VantagePoint > Math.Max(1, command.Session.Length)
            ? new InputException("VantagePointNeedsSession", $"-VantagePoint {command.VantagePoint} needs as many sessions, and -Session names {command.Session.Length}: open more, or ask for fewer.")
            : null;
    }
}
