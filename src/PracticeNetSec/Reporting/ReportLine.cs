// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Reporting;

/// <summary>A sentence of the report: a key into <c>Data/report-texts-*.json</c> and the values that fill it.</summary>
public sealed class ReportLine
{
    /// <summary>Key of the text.</summary>
    public string Text { get; set; } = "";

    /// <summary>Values for its placeholders.</summary>
    public string[] Values { get; set; } = Array.Empty<string>();

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal static ReportLine Of(string text, params string[] values) => new() { Text = text, Values = values };
}
