// SPDX-License-Identifier: MIT
using System;
using System.IO;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Documents;
using PracticeNetSec.Reporting.Html;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>The index names practices and documents as people call them, with the id that files and inventory have.</summary>
public sealed class IndexTitleTests
{
    [Fact]
    public void The_index_names_titles_and_practice_ids()
    {
        BreachReport report = Incidents.Report();
        using StringWriter writer = new();
        HtmlIndex.Write(writer, [new IndexEntry("C-1024", report, ["C-1024/x-internal.html", "C-1024/x-authority.docx", "C-1024/x-patients-decision-internal.html", "C-1024/x.json"])], report.CreatedAt, "de");
        string index = writer.ToString();

        Assert.All(
            ["Orthopädie am Französischen Garten (C-1024)", "Technischer Bericht zu einer Datenpanne: intern, vertraulich, nicht zum Versand (HTML)", "Meldung an die Aufsichtsbehörde: Entwurf (Erstmeldung) (DOCX)", "Entscheidung der Praxis: intern, vertraulich, nicht zum Versand (HTML)", "Daten (JSON)"],
            wanted => Assert.Contains(wanted, index, StringComparison.Ordinal));
    }
}
