// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using PracticeNetSec.Model;

namespace PracticeNetSec.Shares;

/// <summary>What the observations of one file server mean.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Coverage">What the verdict is based on.</param>
/// <param name="Findings">What is wrong.</param>
/// <param name="Reasons">Why, and for <see cref="Verdict.Undetermined"/> what would resolve it.</param>
/// <param name="LeavesUnauthenticatedOpen">True when a check that decides about unauthenticated users is unresolved, whatever the verdict.</param>
internal sealed record ServerAssessment(Verdict Verdict, Coverage Coverage, IReadOnlyList<Finding> Findings, IReadOnlyList<Evidence> Reasons, bool LeavesUnauthenticatedOpen);
