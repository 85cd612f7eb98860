// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Routers;

/// <summary>How one source of information about the router answered.</summary>
public sealed class SourceReport
{
    /// <summary><c>SNMP</c>, <c>HTTP</c>, <c>walk</c>, <c>nmap</c>, <c>ports</c>…</summary>
    public string Source { get; set; } = "";

    /// <summary>True when it answered and was read to the end.</summary>
    public bool Complete { get; set; }

    /// <summary>
    /// True when an error of this machine or of a library, and not the device's silence or refusal, kept it from being read:
    /// what it would have shown is unknown, and no verdict may rest on its absence.
    /// </summary>
    public bool Failed { get; set; }

    /// <summary>What it gave, or why it did not, in one sentence.</summary>
    public string Detail { get; set; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {Detail}";

    /// <summary>The report of a source that could not be read.</summary>
    internal static SourceReport NotRead(string source, Exception failure) => new() { Source = source, Failed = true, Detail = NotRead(failure) };

    /// <summary>The same of a part of a source.</summary>
    internal static string NotRead(Exception failure) => "not read: " + ErrorText.Of(failure);
}
