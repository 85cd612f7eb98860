// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Snmp;

/// <summary>Where objects are read from: a live agent or a recording. Interpreters of the objects need not know which.</summary>
internal interface ISnmpSource
{
    /// <summary><c>SNMP</c> or <c>walk</c>, as a source report names it.</summary>
    string Kind { get; }

    /// <summary>The address at which an agent was asked; null for a recording.</summary>
    IPAddress? Agent { get; }

    /// <summary>Reads single objects.</summary>
    /// <exception cref="ForbiddenObjectException">One of them must not be read.</exception>
    Task<SnmpObjects> GetAsync(IReadOnlyList<ObjectIdentifier> names, CancellationToken cancellation);

    /// <summary>Reads columns of one table.</summary>
    /// <exception cref="ForbiddenObjectException">A column is, or leads to, what must not be read.</exception>
    Task<SnmpTable> ReadTableAsync(TableRequest request, CancellationToken cancellation);
}
