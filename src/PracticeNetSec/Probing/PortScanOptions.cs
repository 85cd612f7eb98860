// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Probing;

/// <summary>Timeouts and limits of the port engine.</summary>
public sealed class PortScanOptions
{
    /// <summary>Maximum timeout of one attempt. The engine waits less where it has measured round trips.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Connection attempts in flight at once, over all hosts.</summary>
    public int Window { get; set; } = 2048;

    /// <summary>Connection attempts in flight at once to one host.</summary>
    public int PerHost { get; set; } = 64;

    /// <summary>Further attempts after silence. Where a repeated attempt shows that packets get lost, silent ports are probed twice more.</summary>
    public int Retries { get; set; } = 1;

    /// <summary>The clock that observations are dated by.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
