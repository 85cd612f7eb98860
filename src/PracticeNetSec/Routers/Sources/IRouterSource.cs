// SPDX-License-Identifier: MIT
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Routers.Sources;

/// <summary>One way to learn about a router. A device that does not answer is a reading, not an exception.</summary>
internal interface IRouterSource
{
    /// <summary>Its name in <see cref="SourceReport.Source"/>.</summary>
    string Name { get; }

    /// <summary>Asks. Ends within a few of the target's time-outs, whatever the device does.</summary>
    Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation);
}
