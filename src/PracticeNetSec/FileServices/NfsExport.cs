// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.FileServices;

/// <summary>One exported directory.</summary>
/// <param name="Directory">Its path on the server.</param>
/// <param name="Groups">Hosts, networks and netgroups it is for; none means everyone.</param>
internal sealed record NfsExport(string Directory, IReadOnlyList<string> Groups)
{
    /// <summary>Exported to everyone.</summary>
    public bool IsForEveryone => Groups.Count == 0 || Groups.Any(group => group is "*" or "0.0.0.0/0" or "0.0.0.0/0.0.0.0" or "::/0" or "(everyone)");
}
