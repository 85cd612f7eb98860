// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Security;
using PracticeNetSec.Packaging.Help;

namespace PracticeNetSec.Testing.Examples;

/// <summary>An example of a help page. Everything that pages name lies in the folder that <see cref="Prepare"/> makes.</summary>
public sealed record PrintedExample(string Cmdlet, string Title, string Code)
{
    // Those that query no device. Any other runs in the lab only: what is forgotten here must not reach a network.
    private static readonly string[] OfflineCmdlets =
    [
        "Compare-ExposureSnapshot", "ConvertTo-RmmResult", "Export-BreachReport", "Export-PracticeDashboard", "Get-BreachDeadline", "Get-ExposureHistory", "Get-RouterAdvisory",
        "Get-SupervisoryAuthority", "Import-NmapScan", "Import-PracticeInventory", "Import-AbuseNotice", "Import-ScanResult", "Import-ShadowserverReport", "New-BreachIncident", "Test-ExposureHistory",
        "Export-ExposureHistory", "Import-ExposureHistory", "Merge-ExposureHistory", "Get-ExposureRun",
    ];

    /// <summary>All examples of the English pages; the German ones are the same, which another test proves.</summary>
    public static IReadOnlyList<PrintedExample> All(string root) =>
    [
        .. HelpPageReader.Pages(Path.Combine(root, "docs"), HelpLanguage.English)
            .Select(path => HelpPageReader.Read(path, HelpLanguage.English))
            .SelectMany(page => page.Examples.Select(example => new PrintedExample(page.Name, example.Title, example.Code))),
    ];

    /// <summary>Where in the lab of Celle it belongs: internet, practice, or nowhere because it queries no device.</summary>
    public string? Place => !UsesTheNetwork ? null : Code.Contains("192.168.2.", StringComparison.Ordinal) ? "practice" : "internet";

    private bool UsesTheNetwork => Parser.ParseInput(Code, out _, out _)
        .FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()
        .Any(command => command.GetCommandName() == "Get-RouterExposure"
            ? !command.CommandElements.OfType<CommandParameterAst>().Any(parameter => parameter.ParameterName is "WalkPath" or "ConfigurationPath")
            : IsOurs(command.GetCommandName()) && !OfflineCmdlets.Contains(command.GetCommandName(), StringComparer.OrdinalIgnoreCase));

    private static bool IsOurs(string? command) => command is not null && File.Exists(Path.Combine(Checkout.Root, "docs", command + ".md"));

    /// <summary>Fills a folder with what the pages speak of: the recorded practice of Celle, its ledger, and accounts of the lab.</summary>
    public static void Prepare(string root, string folder)
    {
        Directory.CreateDirectory(folder);
        string recorded = Path.Combine(root, "tests/PracticeNetSec.Cmdlets.Tests/Samples/examples");
        foreach (string file in Directory.GetFiles(recorded))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        foreach ((string from, string to) in new[]
        {
            ("samples/celle/practices.csv", "practices.csv"), ("samples/celle/walk-fault.txt", "walk.txt"), ("tests/PracticeNetSec.Tests/Samples/configurations/routeros.rsc", "router.rsc"), ("tests/PracticeNetSec.Tests/Samples/configurations/fritzbox.export", "fritzbox.export"),
            ("tests/PracticeNetSec.Tests/Samples/scans/masscan.json", "masscan.json"), ("tests/PracticeNetSec.Tests/Samples/notices/certbund.csv", "notice.csv"), ("tests/PracticeNetSec.Tests/Samples/notices/certbund-mail.txt", "mail.txt"),
            ("samples/celle/nmap-fault.xml", "scan.xml"), ("samples/celle/nmap-patched.xml", "scan-after.xml"),
            ("samples/celle/shares-fault.clixml", "shares.clixml"), ("samples/celle/shares-patched.clixml", "shares-after.clixml"),
            ("src/PracticeNetSec/Data/advisories.json", "advisories.json"),
        })
        {
            File.Copy(Path.Combine(root, from), Path.Combine(folder, to));
        }

        Directory.CreateDirectory(Path.Combine(folder, "parts"));
        foreach (string part in new[] { "north.db", "south.db", "parts/north.db", "parts/south.db" })
        {
            File.Copy(Path.Combine(recorded, "fleet.db"), Path.Combine(folder, part));
        }

        // Users of the lab: tests/lab/lib/samba.sh and agent.sh.
        Save(folder, "mfa.clixml", "mfa", "Labor-2019-Celle");
        Save(folder, "snmp.clixml", "priv-sha512-aes", "labor-authpass");
        Save(folder, "snmp-privacy.clixml", "priv-sha512-aes", "labor-privpass");
    }

    public override string ToString() => $"{Cmdlet}: {Title}";

    private static void Save(string folder, string name, string user, string password)
    {
        using SecureString secret = new();
        foreach (char letter in password)
        {
            secret.AppendChar(letter);
        }

        File.WriteAllText(Path.Combine(folder, name), PSSerializer.Serialize(new PSCredential(user, secret)));
    }
}
