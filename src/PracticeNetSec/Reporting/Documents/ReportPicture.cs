// SPDX-License-Identifier: MIT
using PracticeNetSec.Reporting.Markup;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>A picture that is drawn as inline SVG and can be told in words.</summary>
internal abstract class ReportPicture
{
    /// <summary>What it shows.</summary>
    public abstract string Title { get; }

    /// <summary>The same in words, complete enough to do without the picture.</summary>
    public abstract string Description { get; }

    /// <summary>Draws it.</summary>
    public abstract void Draw(HtmlWriter html);
}
