// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;

namespace PracticeNetSec.Assessment;

/// <summary>Something that is not known about a router.</summary>
/// <param name="Sentence">What is not known, and what would resolve it.</param>
/// <param name="Action">The examination that resolves it; null where only a person can.</param>
internal sealed record UnresolvedCheck(Evidence Sentence, NextAction? Action = null);
