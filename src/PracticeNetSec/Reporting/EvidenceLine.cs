// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Reporting;

/// <summary>Evidence as documents print it: in the language of the document, with what a device wrote in quotation marks.</summary>
internal static class EvidenceLine
{
    /// <summary>The sentence of a piece of evidence; verbatim text, or a code of another version, is quoted as it was saved.</summary>
    public static string Of(Evidence evidence, ReportTexts texts) => Known(evidence, texts) ?? Verbatim(evidence.Text, texts);

    /// <summary>One of this module's terms, such as the name of a source, in the language of the document.</summary>
    public static string Word(string word, ReportTexts texts) => Word(word, null, texts);

    /// <summary>A sentence of this version; null for any other.</summary>
    private static string? Known(Evidence evidence, ReportTexts texts) => evidence.Code == EvidenceCode.Verbatim
        ? null
        : EvidenceTable.Shipped.Fill(evidence, texts.Language, (argument, value) => Show(argument, value, texts));

    private static string Show(EvidenceArgument argument, object value, ReportTexts texts) => (argument.Type, value) switch
    {
        (EvidenceType.Quote, string text) => Quote(text, texts),
        (EvidenceType.Word, string word) => Word(word, argument.Enumeration, texts),
        (_, string[] words) => string.Join(", ", words.Select(word => Word(word, texts))),
        (_, DateTimeOffset time) => texts.Moment(time),
        (EvidenceType.Count, long count) => texts.Count(count),
        (_, Evidence cause) => Of(cause, texts),
        (EvidenceType.Items, Evidence[] items) => string.Join(", ", items.Select(item => Of(item, texts))),
        (_, Evidence[] parts) => string.Join("; ", parts.Select(part => Of(part, texts))),
        _ => SafeText.Clean(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static string Word(string word, string? enumeration, ReportTexts texts) => EvidenceTable.Shipped.Word(word, enumeration, texts.Language) ?? SafeText.Clean(word);

    // Notation needs no quotation marks: nothing there is a sentence.
    private static string Verbatim(string text, ReportTexts texts)
    {
        string clean = SafeText.Clean(text);
        return clean.Contains(' ') && !clean.Contains(" -> ") ? Quote(text, texts) : clean;
    }

    private static string Quote(string text, ReportTexts texts) => texts["evidence.verbatim", text];
}
