// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Reporting;
using Xunit;

namespace PracticeNetSec.Tests.Reporting.Documents;

/// <summary>What must not leave the practice says so in its title and its header; what is sent does not.</summary>
public sealed class InternalDocumentTests
{
    [Theory]
    [InlineData("de", "intern, vertraulich, nicht zum Versand")]
    [InlineData("en", "internal, confidential, not to be sent")]
    public void Internal_documents_say_in_title_and_header_that_they_are_not_to_be_sent(string language, string mark)
    {
        foreach (ReportDocument document in new[] { ReportDocument.Dossier, ReportDocument.PatientsDecision })
        {
            XElement page = XDocument.Parse(Rendered.Html(Incidents.Report(ReportPhase.FollowUp), language, document).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!;
            using WordprocessingDocument word = WordprocessingDocument.Open(Rendered.Docx(Incidents.Report(), language, document), isEditable: false);

            Assert.EndsWith(mark, page.Descendants("h1").Single().Value, StringComparison.Ordinal);
            Assert.Contains(mark, page.Descendants("header").Single().Descendants("p").First().Value, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(mark, word.MainDocumentPart!.HeaderParts.Single().Header.InnerText, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData(ReportDocument.Processor)]
    [InlineData(ReportDocument.Authority)]
    [InlineData(ReportDocument.Patients)]
    [InlineData(ReportDocument.Register)]
    public void Documents_for_others_are_not_called_internal(ReportDocument document)
    {
        Assert.DoesNotContain("nicht zum Versand", Rendered.Html(Incidents.Report(), "de", document), StringComparison.Ordinal);
        Assert.DoesNotContain("not to be sent", Rendered.Html(Incidents.Report(), "en", document), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReportDocument.Dossier)]
    [InlineData(ReportDocument.Processor)]
    [InlineData(ReportDocument.Register)]
    public void The_title_calls_it_a_breach_only_where_access_to_data_was_found(ReportDocument document)
    {
        Assert.Matches("möglichen? Datenpanne|noch nicht bestätigt", Title(CelleCase.Report(), document));
        Assert.DoesNotMatch("möglich|noch nicht bestätigt", Title(Incidents.Report(), document));
    }

    private static string Title(BreachReport report, ReportDocument document) =>
        XDocument.Parse(Rendered.Html(report, "de", document).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Descendants("h1").Single().Value;
}
