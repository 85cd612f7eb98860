// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Fleet.Ledger;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>Offers the practices of a ledger.</summary>
public sealed class PracticeIdCompleter : LedgerCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Values(string path) => ExposureLedger.PracticeIds(path).OrderBy(id => id, StringComparer.OrdinalIgnoreCase);
}
