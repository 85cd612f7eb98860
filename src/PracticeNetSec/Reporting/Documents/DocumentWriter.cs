// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>
/// What papers are made of. Each paper is written once against this; HTML and DOCX each say how it looks. Texts are
/// clean already, except where a member says that it cleans.
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

    /// <summary>What most readers skip: folded away on a screen, small on paper.</summary>
    public abstract void Fold(string summary, Action content);

    /// <summary>The judgement, set apart.</summary>
    public abstract void Verdict(Verdict verdict, Action content);

    /// <summary>One finding.</summary>
    public abstract void Card(Severity severity, string tag, string title, Action content);

    /// <summary>One field of the notification, with the norm that asks for it.</summary>
    public abstract void Field(string title, string norm, Action content);

    /// <summary>What a person must still fill in: a placeholder that can be typed over.</summary>
    public abstract void Gap(string mark, string what);

    /// <summary>A block of lines, as in a letter's address; an empty line becomes a placeholder with its label.</summary>
    public abstract void Block(IEnumerable<string> lines);

    /// <summary>A picture, or its text alternative where there is no picture.</summary>
    public abstract void Picture(ReportPicture picture);

    /// <summary>Lines to sign on.</summary>
    public abstract void Signature(params string[] labels);
}
