// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>How certain the identification of a device is. The numbers are stable.</summary>
public enum Confidence
{
    /// <summary>Nothing was recognised.</summary>
    None = 0,

    /// <summary>One weak indicator.</summary>
    Low = 1,

    /// <summary>One indicator that other products could share.</summary>
    Medium = 2,

    /// <summary>An indicator unique to this product family, or several that agree.</summary>
    High = 3,
}
