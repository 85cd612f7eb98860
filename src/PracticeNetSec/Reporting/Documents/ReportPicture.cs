// SPDX-License-Identifier: MIT
using PracticeNetSec.Reporting.Markup;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>A figure that is drawn as inline SVG and has a text alternative.</summary>
internal abstract class ReportPicture
{
    /// <summary>What it shows.</summary>
    public abstract string Title { get; }

    /// <summary>The text alternative, complete enough to replace the figure.</summary>
    public abstract string Description { get; }

    /// <summary>Draws it.</summary>
    public abstract void Draw(HtmlWriter html);
}
