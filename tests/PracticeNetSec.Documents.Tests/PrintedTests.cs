// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Threading.Tasks;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Pdf;
using Xunit;

namespace PracticeNetSec.Documents.Tests;

/// <summary>PDF read by poppler, DOCX opened by LibreOffice: what a reader gets is what the report says, umlauts and all.</summary>
public sealed class PrintedTests
{
    [Fact]
    public async Task The_PDF_has_the_content_of_the_report()
    {
        string pdf = Path.Combine(Tool.Folder("pdf"), "dossier.pdf");
        await using (FileStream stream = File.Create(pdf))
        {
            PdfReport.Write(stream, Incidents.Report(), "de", ReportDocument.Dossier, BrowserLocation.Find(null));
        }

        string text = Tool.Flat(await Tool.RunAsync("pdftotext", "-layout", pdf, "-"));

        Assert.Contains("Orthopädie am Französischen Garten", text, StringComparison.Ordinal);
        Assert.Contains("Donnerstag, den 17. Oktober 2019, 11:00 Uhr", text, StringComparison.Ordinal);
        Assert.Contains("Maßnahmen", text, StringComparison.Ordinal);
        // Evidence is folded away on the screen, not on paper.
        Assert.Contains("0x001f01ff", text, StringComparison.Ordinal);
        Assert.DoesNotContain("file://", text, StringComparison.Ordinal);
        Assert.Contains("Pages:", await Tool.RunAsync("pdfinfo", pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_must_stay_hidden_is_not_in_the_PDF_either()
    {
        Shares.ShareReachability server = CelleCase.Server();
        server.Findings[0].Evidence = new[] { Evidence.Of("guest read Mustermann_Erika_01.02.1950.pdf"), EvidenceOf.FirmwareInstalled("community=Mustermann"), EvidenceOf.Notation(@"\\203.0.113.1\Praxis\Mustermann Erika") };
        server.Findings[0].RuleId = "share.other";
        server.Findings[0].Title = "password: Mustermann";
        BreachReport report = BreachReport.Create(CelleCase.Router(), new[] { server }, new BreachReportOptions { Now = CelleCase.Now });
        string pdf = Path.Combine(Tool.Folder("pdf"), "hidden.pdf");
        await using (FileStream stream = File.Create(pdf))
        {
            PdfReport.Write(stream, report, "de", ReportDocument.Dossier, BrowserLocation.Find(null));
        }

        string text = Tool.Flat(await Tool.RunAsync("pdftotext", pdf, "-"));

        Assert.Contains("[…]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mustermann", text + await Tool.RunAsync("pdfinfo", pdf), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_printed_letter_is_nothing_but_the_letter_and_hides_what_people_should_not_have_written()
    {
        Breach.BreachIncident incident = Incidents.Complete();
        incident.MeasuresTaken = new[] { "Kennwort Zwiebel77 vergeben, SNMP-Community fenster99 entfernt" };
        incident.Consequences = "password: hamster";
        string pdf = Path.Combine(Tool.Folder("pdf"), "letter.pdf");
        await using (FileStream stream = File.Create(pdf))
        {
            PdfReport.Write(stream, Incidents.Report(incident: incident), "de", ReportDocument.Patients, BrowserLocation.Find(null));
        }

        string text = Tool.Flat(await Tool.RunAsync("pdftotext", "-layout", pdf, "-"));
        string about = await Tool.RunAsync("pdfinfo", pdf);

        Assert.StartsWith("Orthopädie am Französischen Garten", text, StringComparison.Ordinal);
        Assert.EndsWith("Name und Unterschrift", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("Entwurf|PracticeNetSec|Beleg|Zwiebel|fenster99|hamster", text + about);
        Assert.Contains("A4", about, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LibreOffice_opens_every_document_and_shows_its_text()
    {
        string folder = Tool.Folder("docx");
        foreach (ReportDocument document in Rendered.Documents)
        {
            await using FileStream stream = File.Create(Path.Combine(folder, document + ".docx"));
            await Rendered.Docx(Incidents.Report(), "de", document).CopyToAsync(stream);
        }

        string profile = Directory.CreateTempSubdirectory("office").FullName;
        await Tool.RunAsync("soffice", [$"-env:UserInstallation={new Uri(profile).AbsoluteUri}", "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder, .. Directory.GetFiles(folder, "*.docx")]);
        Directory.Delete(profile, recursive: true);

        foreach ((ReportDocument document, string expected) in new[]
        {
            (ReportDocument.Dossier, "Seit wann der Zustand bestand"),
            (ReportDocument.Processor, "Unterrichtung nach Art. 33 Abs. 2 DSGVO"),
            (ReportDocument.Authority, "Ungefähre Zahl der Personen"),
            (ReportDocument.Patients, "Sehr geehrte Patientin, sehr geehrter Patient"),
            (ReportDocument.Register, "Abhilfemaßnahmen"),
            (ReportDocument.PatientsDecision, "Muss der Brief verschickt werden?"),
        })
        {
            string text = Tool.Flat(await Tool.RunAsync("pdftotext", "-layout", Path.Combine(folder, document + ".pdf"), "-"));
            Assert.Contains(expected, text, StringComparison.Ordinal);
            Assert.Contains("Orthopädie am Französischen Garten", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_invalid_browser_is_an_error_that_names_the_alternatives()
    {
        InputException missing = Assert.Throws<InputException>(() => BrowserLocation.Find("/nowhere/chromium"));
        Assert.Equal("BrowserNotFound", missing.Id);
        Assert.Contains("Docx", missing.Message, StringComparison.Ordinal);

        using MemoryStream output = new();
        InputException wrong = Assert.Throws<InputException>(() => PdfReport.Write(output, CelleCase.Report(), "de", ReportDocument.Dossier, "/bin/false"));
        Assert.Equal("PdfNotPrinted", wrong.Id);
        Assert.Equal(0, output.Length);
    }
}
