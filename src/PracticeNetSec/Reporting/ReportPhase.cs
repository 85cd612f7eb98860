// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Reporting;

/// <summary>Which of the reports about one breach this is (Art. 33(4) GDPR). The numbers are stable.</summary>
public enum ReportPhase
{
    /// <summary>The first one.</summary>
    Initial = 0,

    /// <summary>Adds what became known since.</summary>
    FollowUp = 1,

    /// <summary>The final report.</summary>
    Final = 2,
}
