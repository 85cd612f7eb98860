// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using PracticeNetSec.Files;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Reporting.Html;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Reporting.Pdf;

/// <summary>Prints a document's HTML to PDF with an installed browser, given one local file, its own profile and no network services.</summary>
public static class PdfReport
{
    private const int MillisecondsToPrint = 90_000;
    private const int MaxMessageLength = 400;

    /// <summary>Prints the document.</summary>
    /// <param name="output">Receives the PDF.</param>
    /// <param name="report">The report.</param>
    /// <param name="language"><c>de</c> or <c>en</c>.</param>
    /// <param name="document">Which document.</param>
    /// <param name="browser">Path of the browser, from <see cref="BrowserLocation"/>.</param>
    /// <exception cref="InputException">
    /// <c>PdfNotPrinted</c>: the browser did not start, ended with an error or took longer than 90 seconds.
    /// </exception>
    public static void Write(Stream output, BreachReport report, string language, ReportDocument document, string browser)
    {
        string folder = PrivateFolder();
        try
        {
            string page = Path.Combine(folder, "report.html");
            string printed = Path.Combine(folder, "report.pdf");
            using (StreamWriter writer = new(page, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                HtmlReport.Write(writer, report, language, document);
            }

            Print(browser, folder, page, printed);
            using FileStream pdf = InputFile.Open(printed);
            pdf.CopyTo(output);
        }
        finally
        {
            Remove(folder);
        }
    }

    private static void Print(string browser, string folder, string page, string printed)
    {
        using Process process = new() { StartInfo = StartInfo(browser, folder, page, printed) };
        StringBuilder complaints = new();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null && complaints.Length < MaxMessageLength)
            {
                complaints.Append(line.Data).Append(' ');
            }
        };
        process.OutputDataReceived += (_, _) => { };
        try
        {
            process.Start();
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw NotPrinted(browser, $"it could not be started: {ErrorCause.Of(error)}", error);
        }

        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        if (!process.WaitForExit(MillisecondsToPrint))
        {
            process.Kill();
            throw NotPrinted(browser, "it took longer than 90 seconds");
        }

        if (!File.Exists(printed) || new FileInfo(printed).Length == 0)
        {
            throw NotPrinted(browser, $"exit code {process.ExitCode}: {DeviceText.Clean(complaints.ToString())}");
        }
    }

    private static ProcessStartInfo StartInfo(string browser, string folder, string page, string printed)
    {
        // Chromium refuses its sandbox to root. Other accounts keep it, although the page is our own and contains no script.
        bool root = !RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && Environment.UserName == "root";
        string[] arguments =
        {
            "--headless", root ? "--no-sandbox" : "", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage",
            $"--user-data-dir={Path.Combine(folder, "profile")}", "--no-pdf-header-footer", $"--print-to-pdf={printed}", new Uri(page).AbsoluteUri,
        };
        StringBuilder line = new();
        foreach (string argument in arguments)
        {
            if (argument.Length > 0)
            {
                line.Append(line.Length > 0 ? " \"" : "\"").Append(argument).Append('"');
            }
        }

        return new ProcessStartInfo(browser, line.ToString()) { UseShellExecute = false, CreateNoWindow = true, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
    }

    // The temporary folder is shared under Unix: no other account may read the report in it.
    private static string PrivateFolder()
    {
        string folder = Path.Combine(Path.GetTempPath(), "report-" + Guid.NewGuid().ToString("N"));
        PrivateFiles.CreateFolder(folder);
        return folder;
    }

    private static void Remove(string folder)
    {
        // A browser that is just ending may still hold a file of its profile.
        for (int attempt = 0; Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException && attempt < 20)
            {
                System.Threading.Thread.Sleep(100);
            }
        }
    }

    private static InputException NotPrinted(string browser, string why, Exception? inner = null) => new(
        "PdfNotPrinted",
        $"'{browser}' did not print the report: {why}. Try another browser (-BrowserPath), or -Format Docx or Html.",
        inner);
}
