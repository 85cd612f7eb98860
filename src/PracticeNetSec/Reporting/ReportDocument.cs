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
}
