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

    /// <summary>Hospitals: § 391 SGB V instead of the guidelines of § 390.</summary>
    Hospital = 3,

    /// <summary>Pharmacies: neither the KBV's nor the KZBV's guideline applies.</summary>
    Pharmacy = 4,
}
