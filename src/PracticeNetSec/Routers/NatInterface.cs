// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Routers;

/// <summary>An interface of the router, and whether it translates addresses. Where none does, a forward table is inconclusive.</summary>
public sealed class NatInterface
{
    /// <summary>The interface's index in the router's tables.</summary>
    public int Index { get; set; }

    /// <summary><c>off</c>, <c>on</c>, <c>reverse</c>, <c>loopback</c>, or <c>unknown</c>.</summary>
    public string Mode { get; set; } = "";

    /// <summary>True when the interface is known to translate addresses.</summary>
    internal bool Translates => Mode is not ("off" or "unknown" or "");

    /// <inheritdoc/>
    public override string ToString() => string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0}: {1}", Index, Mode);
}
