// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Breach;

/// <summary>Whose rules a practice follows. The numbers are stable.</summary>
public enum PracticeProfession
{
    /// <summary>Physicians: KV and KBV.</summary>
    Doctor = 0,

    /// <summary>Psychotherapists: KV and KBV.</summary>
    Psychotherapist = 1,

    /// <summary>Dentists: KZV and KZBV, with an IT security guideline of their own.</summary>
    Dentist = 2,
}
