// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>Filled-in incident files, each for the practice whose id it names.</summary>
internal sealed class IncidentFiles
{
    private readonly List<(string Path, BreachIncident Incident)> _all = new();

    /// <exception cref="InputException">As <see cref="IncidentFile.Load"/>.</exception>
    public BreachIncident Add(string path)
    {
        BreachIncident incident = IncidentFile.Load(path);
        _all.Add((path, incident));
        return incident;
    }

    /// <summary>The one of a practice; null when there is none. A file without an id is used where there is only one practice.</summary>
    public BreachIncident? Of(string practice, bool alone) => _all
        .Where(entry => entry.Incident.PracticeId is string id ? id.Equals(practice, StringComparison.OrdinalIgnoreCase) : alone)
        .Select(entry => entry.Incident)
        .LastOrDefault();

    /// <summary>Files that belong to none of the practices.</summary>
    public IEnumerable<string> Left(IReadOnlyCollection<string> practices) => _all
        .Where(entry => entry.Incident.PracticeId is string id ? !practices.Contains(id, StringComparer.OrdinalIgnoreCase) : practices.Count != 1)
        .Select(entry => entry.Path);
}
