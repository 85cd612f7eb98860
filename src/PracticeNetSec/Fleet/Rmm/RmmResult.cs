// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.Rmm;

/// <summary>One line and an exit code for a monitoring system.</summary>
public sealed class RmmResult
{
    /// <summary>The system it is for.</summary>
    public RmmFormat Format { get; set; }

    /// <summary>The worst of all practices.</summary>
    public RmmState State { get; set; }

    /// <summary>The exit code of the process for this system.</summary>
    public int ExitCode { get; set; }

    /// <summary>The result, one line, within the system's limit.</summary>
    public string Text { get; set; } = "";

    /// <summary>What to print: the line, and for Datto the marks around it.</summary>
    public string Output { get; set; } = "";

    /// <summary>True when not everything fitted into the line.</summary>
    public bool Truncated { get; set; }

    /// <summary>Practices in the result.</summary>
    public int Practices { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Output;
}
