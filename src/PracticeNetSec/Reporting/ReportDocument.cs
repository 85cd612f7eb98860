// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Reporting;

/// <summary>The documents of one breach. The numbers are stable.</summary>
public enum ReportDocument
{
    /// <summary>Everything in one document, for the practice's owner; where nothing was found, the audit record.</summary>
    Dossier = 0,

    /// <summary>The IT service provider notifies the practice (Art. 33(2) GDPR).</summary>
    Processor = 1,

    /// <summary>The practice notifies the authority (Art. 33(1) and (3)).</summary>
    Authority = 2,

    /// <summary>The letter to the patients (Art. 34), to be sent unchanged.</summary>
    Patients = 3,

    /// <summary>The practice's own register (Art. 33(5)).</summary>
    Register = 4,

    /// <summary>Whether the patients must be informed, and when the letter can be omitted (Art. 34(1), (3)): for the practice only.</summary>
    PatientsDecision = 5,

    /// <summary>What to do in the first hour, in which order, and whom to call: for the practice only.</summary>
    FirstHour = 6,

    /// <summary>The practice decides on the risk, with place, date and signature: for the practice only.</summary>
    RiskDecision = 7,

    /// <summary>The public communication in place of single letters (Art. 34(3)(c)), as a notice and for the telephone.</summary>
    PublicNotice = 8,

    /// <summary>The practice informs its staff.</summary>
    Staff = 9,

    /// <summary>The practice orders the measures from its IT service provider, who confirms them.</summary>
    ProviderOrder = 10,

    /// <summary>The practice notifies its cyber insurer.</summary>
    Insurer = 11,

    /// <summary>How to report to the police, and what to keep for it: for the practice only.</summary>
    Police = 12,

    /// <summary>Origin of the measurements: when, from where, with which version, and their hashes.</summary>
    Custody = 13,

    /// <summary>What was measured before and after the remediation.</summary>
    Proof = 14,
}
