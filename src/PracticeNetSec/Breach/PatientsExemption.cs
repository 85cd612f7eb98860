// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Breach;

/// <summary>When the persons need not be informed although the risk is high (Art. 34(3) GDPR). The numbers are stable.</summary>
public enum PatientsExemption
{
    /// <summary>(a) the data were unintelligible to unauthorised persons, for instance encrypted.</summary>
    Unintelligible = 0,

    /// <summary>(b) later measures removed the high risk.</summary>
    LaterMeasures = 1,

    /// <summary>(c) it would take disproportionate effort: a public communication takes its place.</summary>
    Disproportionate = 2,
}
