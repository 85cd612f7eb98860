// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Breach;

/// <summary>The controller's own assessment of the risk for the persons (Art. 33(1), 34(1) GDPR). The numbers are stable.</summary>
public enum RiskLevel
{
    /// <summary>A risk is unlikely: no notification, only the register.</summary>
    Unlikely = 0,

    /// <summary>A risk: the authority is notified.</summary>
    Risk = 1,

    /// <summary>A high risk: the persons are informed as well.</summary>
    HighRisk = 2,
}
