// SPDX-License-Identifier: MIT
using System.Collections.Generic;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>One practice on the index page.</summary>
/// <param name="PracticeId">Its id.</param>
/// <param name="Report">Its report; null when none could be made.</param>
/// <param name="Files">The files that were written, relative to the index page, with forward slashes.</param>
public sealed record IndexEntry(string PracticeId, BreachReport? Report, IReadOnlyList<string> Files);
