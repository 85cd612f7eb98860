// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Fleet.Ledger;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>Offers the runs of a ledger, the newest first.</summary>
public sealed class RunCompleter : LedgerCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Values(string path) => ExposureLedger.AllRuns(path).Select(run => run.Id).Reverse();
}
