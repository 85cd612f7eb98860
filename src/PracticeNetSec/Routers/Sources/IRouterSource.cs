// SPDX-License-Identifier: MIT
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Routers.Sources;

/// <summary>One source of information about a router. A device that does not answer yields a result, not an exception.</summary>
internal interface IRouterSource
{
    /// <summary>Its name in <see cref="SourceReport.Source"/>.</summary>
    string Name { get; }

    /// <summary>Queries the device. Ends within a few of the target's timeouts, whatever the device does.</summary>
    Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation);
}
