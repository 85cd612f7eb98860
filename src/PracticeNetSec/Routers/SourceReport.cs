// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Routers;

/// <summary>How one source of information about the router answered.</summary>
public sealed class SourceReport
{
    /// <summary><c>SNMP</c>, <c>HTTP</c>, <c>walk</c>, <c>nmap</c>, <c>ports</c>…</summary>
    public string Source { get; set; } = "";

    /// <summary>True when it answered and was read to the end.</summary>
    public bool Complete { get; set; }

    /// <summary>
    /// True when an error of this machine or a library, not the device's silence or refusal, prevented reading it:
    /// what it would have shown is unknown, and no verdict may be based on its absence.
    /// </summary>
    public bool Failed { get; set; }

    /// <summary>Where it was read from, in a result that joins several views; Undetermined where that is the vantage point of the whole.</summary>
    public Vantage Vantage { get; set; }

    /// <summary>What it returned, or why it returned nothing.</summary>
    public Evidence Detail { get; set; } = Evidence.Of("");

    /// <summary>The statements of <see cref="Detail"/>, where there are several.</summary>
    internal Evidence[] Parts => Detail.Code == EvidenceCode.SourceParts && Detail.Get<Evidence[]>("parts") is Evidence[] parts ? parts : new[] { Detail };

    /// <summary>True when it makes this statement, by itself or from another vantage point.</summary>
    /// <param name="code">A constant of <see cref="EvidenceCode"/>.</param>
    internal bool States(string code) => Parts.Any(part => part.Code == code
        || (part.Code == EvidenceCode.AuditFromVantage && part.Get<Evidence[]>("detail") is Evidence[] inside && new SourceReport { Detail = inside[0] }.States(code)));

    /// <summary>The same report in a result that has another vantage point.</summary>
    /// <param name="vantage">That of the result which it comes from.</param>
    internal SourceReport From(Vantage vantage) =>
        new() { Source = Source, Complete = Complete, Failed = Failed, Detail = Detail, Vantage = Vantage == Vantage.Undetermined ? vantage : Vantage };

    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {Detail}";

    /// <summary>True when it states that rows of a table were read.</summary>
    internal bool Reads(string table) =>
        Parts.Any(part => part.Code is EvidenceCode.SourceRowRead or EvidenceCode.SourceRowsRead && part.Get<string>("table") == table);

    /// <summary>The report of a source that could not be read.</summary>
    internal static SourceReport NotRead(string source, Exception failure) => new() { Source = source, Failed = true, Detail = NotRead(failure, source) };

    /// <summary>The same for a part of a source.</summary>
    internal static Evidence NotRead(Exception failure, string source) => EvidenceOf.SourceNotRead(ErrorCause.Of(failure), source);

    /// <summary>Several statements of a source joined into one; a single one is unchanged.</summary>
    internal static Evidence Join(string source, IEnumerable<Evidence> parts)
    {
        Evidence[] all = parts.ToArray();
        return all.Length == 1 ? all[0] : EvidenceOf.SourceParts(all, source);
    }
}
