// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers;

/// <summary>What the observations of one router mean.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Coverage">What the verdict is based on.</param>
/// <param name="Line">Whose address the line has.</param>
/// <param name="Findings">What is wrong, the most severe first.</param>
/// <param name="WidenedRanges">Blocks of ports that are open although only one port was intended.</param>
/// <param name="Advisories">Advisories that were compared with the device.</param>
/// <param name="Reasons">Why, and for <see cref="Verdict.Undetermined"/> what would resolve it.</param>
/// <param name="NextActions">What would resolve a <see cref="Verdict.Undetermined"/>; empty for any other verdict.</param>
internal sealed record RouterAssessment(
    Verdict Verdict,
    Coverage Coverage,
    Line Line,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<WidenedRange> WidenedRanges,
    IReadOnlyList<AdvisoryMatch> Advisories,
    IReadOnlyList<Evidence> Reasons,
    IReadOnlyList<NextAction> NextActions);
