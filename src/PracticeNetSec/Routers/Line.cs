// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers;

/// <summary>Whose the address is at which the Internet reaches a router over IPv4, and what shows it.</summary>
public sealed class Line
{
    /// <summary>Whose it is.</summary>
    public LineKind Kind { get; set; }

    /// <summary>What shows it; empty where nothing does.</summary>
    public Evidence[] Evidence { get; set; } = Array.Empty<Evidence>();

    /// <summary>
    /// True where what answers at the address may be another practice's: the provider shares it, or the inventory has it, or may have it, for
    /// several practices and does not state which of both holds, or one of the router's lines has a shared address.
    /// </summary>
    public bool AnswersMayBeAnothers => Kind == LineKind.SharedAddress || IsContested || Evidence.Any(shown => shown.Code == EvidenceCode.LineSeveralOutside);

    /// <summary>True where the inventory has the address for several practices, or may have it, and does not state whose it is.</summary>
    internal bool IsContested => MayBeOfSeveral || Evidence.Any(shown => shown.Code is EvidenceCode.LineSeveralPractices or EvidenceCode.LineNotCompared);

    /// <summary>True where what others reported may be of one of several practices, over IPv6 too: they may have had the address one after another.</summary>
    internal bool MayBeOfSeveral => Evidence.Any(shown => shown.Code == EvidenceCode.LinePossiblePractices);

    /// <summary>True where a connection from the Internet first meets another device that translates: a forward of this router alone lets nobody in.</summary>
    internal bool HasTranslationBefore => Kind is LineKind.SharedAddress or LineKind.Cascade;

    /// <inheritdoc/>
    public override string ToString() => Kind.ToString();
}
