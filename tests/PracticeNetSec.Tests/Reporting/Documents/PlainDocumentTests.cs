// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using PracticeNetSec.Files;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Documents;
using PracticeNetSec.Reporting.Records;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Reporting.Documents;

/// <summary>The documents around a breach: each has its parts, claims no more than was measured, and marks what is missing.</summary>
public sealed class PlainDocumentTests
{
    [Theory]
    [InlineData(ReportDocument.FirstHour, "In dieser Reihenfolge", "Wen Sie anrufen", "wen Sie jetzt noch nicht informieren", "Beispiel-IT GmbH")]
    [InlineData(ReportDocument.RiskDecision, "Kurzpapier Nr. 18", "substanziell", "Ort, Datum", "Gesundheitsdaten vieler Personen")]
    [InlineData(ReportDocument.PublicNotice, "Art. 34 Abs. 3 lit. c DSGVO", "Aushang", "Für das Telefon", "Unbefugte konnten dort Dateien ansehen")]
    [InlineData(ReportDocument.Staff, "Was Sie Dritten sagen", "Schweigepflicht", "Ansprechperson in der Praxis")]
    [InlineData(ReportDocument.ProviderOrder, "Wir beauftragen Sie", "Bestätigung des IT-Dienstleisters", "Unterschrift für den IT-Dienstleister")]
    [InlineData(ReportDocument.Insurer, "möglichen Versicherungsfall", "kein Anerkenntnis", "Nummer des Vertrags")]
    [InlineData(ReportDocument.Police, "Zentrale Ansprechstelle Cybercrime", "§§ 202a bis 202d", "Telefon und E-Mail der ZAC")]
    [InlineData(ReportDocument.Custody, "SHA-256", "Version von PracticeNetSec", "übernommen von")]
    [InlineData(ReportDocument.Proof, "Ergebnis der letzten Messung", "Als behoben gilt nur")]
    public void Each_document_has_its_parts(ReportDocument document, params string[] wanted)
    {
        string html = Rendered.Html(Incidents.Report(), "de", document);

        Assert.All(wanted, text => Assert.Contains(text, html, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ReportDocument.FirstHour, true)]
    [InlineData(ReportDocument.RiskDecision, true)]
    [InlineData(ReportDocument.Police, true)]
    [InlineData(ReportDocument.PublicNotice, false)]
    [InlineData(ReportDocument.Insurer, false)]
    [InlineData(ReportDocument.Custody, false)]
    public void Internal_ones_are_marked_and_named_so(ReportDocument document, bool isInternal)
    {
        Assert.Equal(isInternal, Rendered.Html(Incidents.Report(), "de", document).Contains("nicht zum Versand", StringComparison.Ordinal));
        Assert.Equal(isInternal, DocumentFile.Suffix(Incidents.Report(), document).EndsWith("-internal", StringComparison.Ordinal));
    }

    [Fact]
    public void A_public_notice_is_not_written_while_only_an_open_port_is_known()
    {
        string html = Rendered.Html(CelleCase.Report(), "de", ReportDocument.PublicNotice);

        Assert.Contains("verfrüht", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Aushang", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void The_hash_is_that_of_the_JSON_file(string language)
    {
        BreachReport report = Incidents.Report();
        string file = Path.GetTempFileName();
        try
        {
            AtomicFile.WriteStream(file, overwrite: true, stream => AtomicFile.WriteText(stream, writer => JsonReport.Write(writer, report, language)));
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), Rendered.Html(report, language, ReportDocument.Custody), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_proof_names_what_was_measured_again_and_that_without_a_report_before_nothing_is_compared()
    {
        RouterExposure closed = CelleCase.Refusing(443);
        closed.WidenedRanges = [];
        closed.Forwards = [];
        closed.Findings = [];
        closed.Verdict = Verdict.NotExposed;
        BreachReport after = BreachReport.Create(closed, [], new BreachReportOptions { Previous = Incidents.Saved(CelleCase.Report()), Phase = ReportPhase.FollowUp, Now = CelleCase.Now.AddDays(1) });

        Assert.Contains("Port 445: vorher offen, bei der neuen Messung nicht mehr erreichbar.", Rendered.Html(after, "de", ReportDocument.Proof), StringComparison.Ordinal);
        Assert.Contains("Der vorige Bericht", Rendered.Html(CelleCase.Report(), "de", ReportDocument.Proof), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_of_the_outlines_exists_in_both_languages()
    {
        foreach (ReportDocument document in Rendered.Documents.Where(each => PlainOutline.Find(each) is not null))
        {
            string[] keys = PlainOutline.Find(document)!.Parts.SelectMany(part => part.Texts.Concat(part.Notes).Concat(part.Lines).Concat(part.Gaps).Concat(part.Sign).Append(part.Title)).ToArray();
            Assert.All(keys, key => Assert.True(ReportTexts.For("de").Keys.Contains(key) && ReportTexts.For("en").Keys.Contains(key), key));
        }
    }
}
