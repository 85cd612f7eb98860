// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>How urgent a finding is. The numbers are stable and rise with urgency.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Information = 0,

    /// <summary>Fix it at the next maintenance visit.</summary>
    Low = 1,

    /// <summary>Fix it within days.</summary>
    Medium = 2,

    /// <summary>Fix it today.</summary>
    High = 3,

    /// <summary>Close it now: data can be read or changed from the Internet.</summary>
    Critical = 4,
}
