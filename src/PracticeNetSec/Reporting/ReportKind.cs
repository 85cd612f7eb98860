// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Reporting;

/// <summary>Which kind of report the measurements support. The numbers are stable.</summary>
public enum ReportKind
{
    /// <summary>What was checked and what was not; there is nothing that must be notified.</summary>
    AuditRecord = 0,

    /// <summary>A draft of the notification by Art. 33 GDPR.</summary>
    BreachReport = 1,
}

/// <summary>The access an unauthenticated user demonstrably could have had. The numbers are stable and rise with the access.</summary>
public enum BreachReach
{
    /// <summary>Nothing was observed that an unauthenticated user could use.</summary>
    None = 0,

    /// <summary>A service of the network is exposed; whether data are reachable through it was not measured. The investigation starts.</summary>
    NetworkAccess = 1,

    /// <summary>Names of files can be listed without a password.</summary>
    Names = 2,

    /// <summary>Contents can be read without a password.</summary>
    Read = 3,

    /// <summary>Contents can be changed or deleted without a password.</summary>
    Write = 4,

    /// <summary>Contents can be changed or deleted, but not read, without a password: a drop box.</summary>
    Change = 5,
}
