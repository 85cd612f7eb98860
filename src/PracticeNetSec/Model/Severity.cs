// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>How urgent a finding is. The numbers are stable and rise with urgency.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Information = 0,

    /// <summary>Put it right at the next visit.</summary>
    Low = 1,

    /// <summary>Put it right within days.</summary>
    Medium = 2,

    /// <summary>Put it right today.</summary>
    High = 3,

    /// <summary>Close it now: data can be read or changed from the Internet.</summary>
    Critical = 4,
}
