// SPDX-License-Identifier: MIT
using System.Collections.Generic;

namespace PracticeNetSec.Fuzz.Engine;

/// <summary>How one target went.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Inputs">Inputs tried.</param>
/// <param name="Corpus">Inputs kept, because each took a way that none before it took.</param>
/// <param name="Edges">Edges between basic blocks that were taken.</param>
/// <param name="MaxAllocated">Bytes that the greediest input made the codec allocate.</param>
/// <param name="Findings">What must not be.</param>
internal sealed record FuzzResult(string Target, long Inputs, int Corpus, int Edges, long MaxAllocated, IReadOnlyCollection<Finding> Findings)
{
    /// <summary>Nothing found, by a run that could find something: inputs were tried, and the counters counted.</summary>
    public bool Passed => Findings.Count == 0 && Inputs > 0 && Edges > 0;
}
