// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Routers;

/// <summary>How one source of information about the router answered.</summary>
public sealed class SourceReport
{
    /// <summary><c>SNMP</c>, <c>HTTP</c>, <c>walk</c>, <c>nmap</c>, <c>ports</c>…</summary>
    public string Source { get; set; } = "";

    /// <summary>True when it answered and was read to the end.</summary>
    public bool Complete { get; set; }

    /// <summary>What it gave, or why it did not, in one sentence.</summary>
    public string Detail { get; set; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {Detail}";
}
