// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Probing;

/// <summary>Timeouts and limits of the port engine.</summary>
public sealed class PortScanOptions
{
    /// <summary>Maximum timeout of one attempt. The engine waits less where it has measured round trips.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Connection attempts in flight at once, over all hosts.</summary>
    public int Window { get; set; } = 8192;

    /// <summary>Connection attempts in flight at once to one host.</summary>
    public int PerHost { get; set; } = 64;

    /// <summary>Further attempts after silence. Where a repeated attempt shows that packets get lost, silent ports are probed twice more.</summary>
    public int Retries { get; set; } = 1;

    /// <summary>Whether each attempt waits its full timeout, instead of what the measured round trip suggests.</summary>
    internal bool WaitFully { get; init; }

    /// <summary>The time between the starts of attempts to one host; zero starts them together.</summary>
    internal TimeSpan Spacing { get; init; }

    /// <summary>The clock that observations are dated by.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
