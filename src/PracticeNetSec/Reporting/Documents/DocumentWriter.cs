// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>
/// The elements of documents. Each document is written once against this; HTML and DOCX define its appearance. Texts are
/// already sanitized, except where a member states that it sanitizes.
/// </summary>
internal abstract class DocumentWriter
{
    /// <summary>A part with a heading of the second level.</summary>
    public abstract void Section(string id, string title, Action content);

    /// <summary>The heading of the first level of a letter, which has no title above it.</summary>
    public abstract void Subject(string text);

    /// <summary>A heading below that of its part.</summary>
    public abstract void Heading(string text);

    public abstract void Text(string text, ParagraphStyle look = ParagraphStyle.Plain);

    /// <summary>A paragraph that starts with a label in bold.</summary>
    public abstract void Labelled(string label, string text);

    public abstract void Lines(IEnumerable<DocumentLine> lines, bool numbered = false);

    public abstract void Terms(IEnumerable<DocumentTerm> terms);

    public abstract void Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<DocumentCell>> rows);

    /// <summary>Details that most readers skip: collapsed on a screen, small in print.</summary>
    public abstract void Fold(string summary, Action content);

    /// <summary>The verdict, set apart.</summary>
    public abstract void Verdict(Verdict verdict, Action content);

    /// <summary>One finding.</summary>
    public abstract void Card(Severity severity, string tag, string title, Action content);

    /// <summary>One field of the notification, with the norm that requires it.</summary>
    public abstract void Field(string title, string norm, Action content);

    /// <summary>What a person must still fill in: a placeholder that can be overwritten.</summary>
    public abstract void Gap(string mark, string what);

    /// <summary>A block of lines, as in a letter's address; an empty line becomes a placeholder with its label.</summary>
    public abstract void Block(IEnumerable<string> lines);

    /// <summary>A figure, or its text alternative where there is no figure.</summary>
    public abstract void Picture(ReportPicture picture);

    /// <summary>Lines to sign on.</summary>
    public abstract void Signature(params string[] labels);
}
