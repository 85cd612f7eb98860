// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting;

/// <summary>The references of a finding that hold for the practice: the KBV's requirements bind physicians and psychotherapists alone (§ 390 SGB V).</summary>
internal static class GuidelineReferences
{
    public const string Prefix = "KBV ";

    /// <summary>True where the KBV's guideline applies; where the profession is not stated, it is taken for a physician's practice.</summary>
    public static bool HasKbv(BreachReport report) => report.Incident?.Profession is null or PracticeProfession.Doctor or PracticeProfession.Psychotherapist;

    public static IEnumerable<string> Of(Finding finding, BreachReport report) =>
        finding.References.Where(reference => HasKbv(report) || !reference.StartsWith(Prefix, StringComparison.Ordinal));
}
