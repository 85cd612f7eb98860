// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Model;

/// <summary>A table or a share, and whether it was read completely.</summary>
public sealed class PartCoverage
{
    /// <summary><c>forward table</c>, <c>list of shares</c>, or the share's path.</summary>
    public string Name { get; set; } = "";

    /// <summary>True when it was read to its end.</summary>
    public bool Complete { get; set; }

    /// <summary>The confirmation, or the reason why not.</summary>
    public Evidence Statement { get; set; } = Evidence.Of("");

    /// <inheritdoc/>
    public override string ToString() => Statement.ToString();
}
