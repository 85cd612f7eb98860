// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting;

/// <summary>
/// One field of the notification: a statement with its evidence, or a gap that a person must fill. Texts are keys
/// into <c>Data/report-texts-*.json</c>, so that the same report can be written in every language.
/// </summary>
public sealed class ReportStatement
{
    /// <summary>Norm that requires it, for instance <c>Art. 33(3)(a)</c>.</summary>
    public string Article { get; set; } = "";

    /// <summary>Key of the field's name, <c>field.…</c>.</summary>
    public string Field { get; set; } = "";

    /// <summary>Key of the statement's text, <c>statement.…</c>, or of what is to be completed, <c>gap.…</c>.</summary>
    public string Text { get; set; } = "";

    /// <summary>Values for the placeholders of the text.</summary>
    public string[] Values { get; set; } = Array.Empty<string>();

    /// <summary>What the statement is based on; empty for a gap only.</summary>
    public Evidence[] Evidence { get; set; } = Array.Empty<Evidence>();

    /// <summary>True when no measurement answers the field.</summary>
    public bool IsGap { get; set; }

    private const string MomentFormat = "yyyy-MM-ddTHH:mm:sszzz";

    /// <summary>A time as a value: the texts show it in the format of their language.</summary>
    internal static string Moment(DateTimeOffset time) => time.ToString(MomentFormat, CultureInfo.InvariantCulture);

    /// <summary>The time that a value represents.</summary>
    internal static bool IsMoment(string value, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(value, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    /// <inheritdoc/>
    public override string ToString() => $"{Article} {Field}: {(IsGap ? "(to be completed)" : Text)}";
}
