// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger.Store;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Ledger;

/// <summary>Compares two runs of a history.</summary>
public static class LedgerComparison
{
    /// <summary>Compares the last two runs of a history, or two named ones; what was fixed before the first and has recurred is Regressed.</summary>
    /// <param name="path">The history.</param>
    /// <param name="reference">Id of the first run; null takes the one before the other.</param>
    /// <param name="difference">Id of the second run; null takes the last.</param>
    /// <exception cref="InputException"><c>TooFewRuns</c>, <c>RunNotFound</c>.</exception>
    /// <exception cref="System.IO.IOException">The history cannot be read.</exception>
    public static IEnumerable<ExposureChange> Compare(string path, string? reference = null, string? difference = null)
    {
        return HistoryDatabase.Read(path, history =>
        {
            RunRow[] runs = history.Runs.All().Where(run => run.Checked > 0).ToArray();
            int second = IndexOf(runs, difference, runs.Length - 1);
            int first = IndexOf(runs, reference, second - 1);
            if (first < 0 || second < 0)
            {
                throw new InputException("TooFewRuns", $"The ledger '{path}' holds {runs.Length} runs: two are needed to compare.");
            }

            HistoryTimelines earlier = new(history, runs[first].Last);
            return SnapshotComparison.Compare(history.SnapshotsOf(runs[first]), history.SnapshotsOf(runs[second]), earlier.WasResolved).ToArray();
        });
    }

    private static int IndexOf(RunRow[] runs, string? id, int otherwise)
    {
        if (id is null)
        {
            return otherwise;
        }

        for (int index = 0; index < runs.Length; index++)
        {
            if (runs[index].Name.Equals(id, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        throw new InputException("RunNotFound", $"The ledger holds no run '{id}'. Its runs: {string.Join(", ", Enumerable.Reverse(runs).Take(10).Select(run => run.Name))}.");
    }
}
