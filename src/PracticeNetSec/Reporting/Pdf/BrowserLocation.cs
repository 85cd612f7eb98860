// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting.Pdf;

/// <summary>Finds an installed browser of the Chromium family: Edge, Chrome or Chromium.</summary>
public static class BrowserLocation
{
    private static readonly string[] UnixNames = { "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge-stable", "microsoft-edge" };

    private static readonly string[] WindowsFolders = { "ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA" };

    private static readonly string[] WindowsPaths = { @"Microsoft\Edge\Application\msedge.exe", @"Google\Chrome\Application\chrome.exe", @"Chromium\Application\chrome.exe" };

    private static readonly string[] MacPaths =
    {
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    };

    /// <summary>The browser to print with.</summary>
    /// <param name="chosen">A path the caller prefers; null searches the usual locations.</param>
    /// <exception cref="InputException"><c>BrowserNotFound</c>: there is none; the message names the alternatives.</exception>
    public static string Find(string? chosen)
    {
        if (chosen is not null)
        {
            return File.Exists(chosen) ? chosen : throw NotFound($"'{chosen}' is no file.");
        }

        return Candidates().FirstOrDefault(File.Exists) ?? throw NotFound("No Edge, Chrome or Chromium is installed.");
    }

    private static IEnumerable<string> Candidates()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return WindowsFolders
                .Select(Environment.GetEnvironmentVariable)
                .Where(folder => !string.IsNullOrEmpty(folder))
                .SelectMany(folder => WindowsPaths.Select(path => Path.Combine(folder!, path)));
        }

        // Only absolute folders of the path: a browser in the current folder is not an installed one.
        IEnumerable<string> onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Where(folder => folder.StartsWith("/", StringComparison.Ordinal))
            .SelectMany(folder => UnixNames.Select(name => Path.Combine(folder, name)));
        return RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? MacPaths.Concat(onPath) : onPath;
    }

    private static InputException NotFound(string why) => new(
        "BrowserNotFound",
        why + " A PDF is printed by a browser: install one, or name it with -BrowserPath. Or use -Format Docx or Html; both can be printed to PDF by hand.");
}
