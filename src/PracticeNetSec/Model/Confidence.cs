// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>How sure we are of what a device is. The numbers are stable.</summary>
public enum Confidence
{
    /// <summary>Nothing was recognised.</summary>
    None = 0,

    /// <summary>One weak sign.</summary>
    Low = 1,

    /// <summary>One sign that others could share.</summary>
    Medium = 2,

    /// <summary>A sign that only this product family gives, or several that agree.</summary>
    High = 3,
}
