// SPDX-License-Identifier: MIT
using System.Collections.Generic;

namespace PracticeNetSec.Cmdlets.Tests.Processes.Monitoring;

/// <summary>The situations in which a monitoring system must not be given a good result, and those in which it must.</summary>
internal static class MonitoringCases
{
    private static readonly string[] Formats = ["Nagios", "Icinga", "Datto", "NinjaOne", "Zabbix", "Json", "GitHub", "Checkmk", "Prtg", "Prometheus"];
    private static readonly string[] Preferences = ["Continue", "SilentlyContinue", "Ignore", "Stop"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MonitoringCase> All { get; } =
        [.. Good(), .. Histories(), .. Inputs(), .. Inventories(), .. Audits(), .. Preferred(), .. Interruptions(), .. Ends(), .. SampleCases.All()];

    private static string Line(string format = "Nagios", string parameters = "") => $"ConvertTo-RmmResult {format} {parameters} | ForEach-Object {{ $_.Output; exit $_.ExitCode }}";

    private static string History(string name, string format = "Nagios", string parameters = "") => Line(format, $"-LedgerPath ./{name}.db {parameters}");

    private static IEnumerable<MonitoringCase> Good()
    {
        foreach (string format in Formats)
        {
            yield return new($"{format}: a history of an hour ago", History("good", format), IsGood: true);
        }

        yield return new("a history of 35 hours ago", History("35h"), "3 practices", IsGood: true);
        yield return new("each practice of a history", "$r = @(ConvertTo-RmmResult Json -LedgerPath ./good.db -Each); $r.Output; exit ($r.ExitCode | Measure-Object -Maximum).Maximum", IsGood: true);
        yield return new("an audit in which all is well", $"Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside | {Line()}", "0 of 3 practices exposed", IsGood: true, Measures: true);
        yield return new("an audit with a history in which all is well", $"Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside -LedgerPath ./new.db | Out-Null; {History("new")}", "0 of 3 practices exposed", IsGood: true, Measures: true);
        yield return new("a router in which all is well", $"Import-PracticeInventory ./practices.csv | Get-RouterExposure @outside | {Line()}", "0 of 3 practices exposed", IsGood: true, Measures: true);
    }

    private static IEnumerable<MonitoringCase> Histories()
    {
        (string Name, string Says)[] wrong =
        [
            ("old", ""), ("future", ""), ("interrupted", ""), ("altered", ""), ("empty", ""), ("missing", ""), ("undetermined", ""),
        ];
        foreach (string format in Formats)
        {
            foreach ((string name, string says) in wrong)
            {
                yield return new($"{format}: history {name}", History(name, format), says);
            }
        }

        foreach (string name in new[] { "month", "backwards", "begun", "first", "abandoned", "none", "cut", "nohead", "text", "lines", "exposed" })
        {
            yield return new($"history {name}", History(name));
        }

        yield return new("a history of lines names its import", History("lines"), "Import-ExposureHistory");
        yield return new("history first counts", History("first"), "2 of 300");
        yield return new("history interrupted counts", History("interrupted"), "1 of 3");
        yield return new("history old in German", History("old", parameters: "-Language de"), "älter als|aelter als");
        yield return new("history old, each practice", "$r = @(ConvertTo-RmmResult Json -LedgerPath ./old.db -Each); $r.Output; exit ($r.ExitCode | Measure-Object -Maximum).Maximum");
        yield return new("history interrupted, each practice", "$r = @(ConvertTo-RmmResult Json -LedgerPath ./interrupted.db -Each); $r.Output; exit ($r.ExitCode | Measure-Object -Maximum).Maximum");
        yield return new("history older than asked", History("good", parameters: "-MaximumAge 0.5"));
        yield return new("history of a folder", Line(parameters: "-LedgerPath ."));
        yield return new("two histories, one old", Line(parameters: "-LedgerPath ./*d.db"));
    }

    private static IEnumerable<MonitoringCase> Inputs()
    {
        foreach (string format in Formats)
        {
            yield return new($"{format}: nothing piped", $"@() | {Line(format)}");
            yield return new($"{format}: nothing piped, a history beside it", $"@() | {History("good", format)}");
            yield return new($"{format}: $null piped, a history beside it", $"$null | {History("good", format)}");
        }

        yield return new("no input and no history", Line());
        yield return new("-InputObject $null, a history beside it", $"{Line(parameters: "-InputObject $null -LedgerPath ./good.db")}");
        yield return new("an empty filter, a history beside it", $"Import-PracticeInventory ./practices.csv | Where-Object PracticeId -eq P9 | Invoke-PracticeAudit @outside | {History("good")}", Measures: true);
        yield return new("only what is exposed, a history beside it", $"Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside | Where-Object Verdict -eq Exposed | {History("good")}", Measures: true);
        yield return new("-Each without input", $"@() | {Line(parameters: "-Each")}");
        yield return new("-Each without input, a history beside it", $"@() | {History("good", parameters: "-Each")}");
        yield return new("-Each with $null", $"$null | {Line(parameters: "-Each")}");
        yield return new("text piped", $"'a text' | {Line()}");
        yield return new("text piped beside what is well", $"$a = Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside; @($a) + 'a text' | {Line()}", Measures: true);
        yield return new("practices piped unchecked", $"Import-PracticeInventory ./practices.csv | {Line()}");
        yield return new("a failure beside a history", History("good", parameters: "-Failure 'the reports could not be written'"), "reports could not be written");
        yield return new("-Each with a failure", "$r = @(ConvertTo-RmmResult Json -LedgerPath ./good.db -Each -Failure 'x'); $r.Output; exit ($r.ExitCode | Measure-Object -Maximum).Maximum");
    }

    private static IEnumerable<MonitoringCase> Inventories()
    {
        (string Name, string Says)[] wrong =
        [
            ("land", "P3"), ("address", "P3"), ("address-typo", "P3"), ("id", "id:[34]"), ("duplicate", "P1"), ("date", "P3"), ("quote", "quote:[34]"), ("fields", "fields:[34]"), ("name", "P3"), ("expired", "P3"),
            ("delimiter", ""), ("column", ""), ("empty", ""), ("header", ""), ("missing", ""), ("binary", ""),
        ];
        foreach ((string name, string says) in wrong)
        {
            yield return new($"inventory {name}", $"Import-PracticeInventory ./{name}.csv | Invoke-PracticeAudit @outside | {Line()}", says, Measures: true);
            yield return new($"inventory {name}, read before", $"$a = Import-PracticeInventory ./{name}.csv | Invoke-PracticeAudit @outside; $a | {Line()}", says, Measures: true);
            yield return new($"inventory {name}, from the history", $"Copy-Item four.db fleet.db; Import-PracticeInventory ./{name}.csv | Invoke-PracticeAudit @outside -LedgerPath ./fleet.db | Out-Null; {History("fleet")}", says, Measures: true);
        }

        yield return new("inventory land, routers", $"Import-PracticeInventory ./land.csv | Get-RouterExposure @outside | {Line()}", Measures: true);
        yield return new("inventory name, routers", $"Import-PracticeInventory ./name.csv | Get-RouterExposure @outside | {Line()}", Measures: true);
        yield return new("inventory land, new history", $"Import-PracticeInventory ./land.csv | Invoke-PracticeAudit @outside -LedgerPath ./new.db | Out-Null; {History("new")}", "P3", Measures: true);
        yield return new("inventory duplicate, new history", $"Import-PracticeInventory ./duplicate.csv | Invoke-PracticeAudit @outside -LedgerPath ./new.db | Out-Null; {History("new")}", "P1", Measures: true);
        yield return new("a JSON inventory that breaks off", $"Import-PracticeInventory ./practices.json | Invoke-PracticeAudit @outside | {Line()}", Measures: true);
        yield return new("one of two inventories is missing", $"Import-PracticeInventory ./practices.csv, ./missing.csv | Invoke-PracticeAudit @outside | {Line()}", Measures: true);
    }

    private static IEnumerable<MonitoringCase> Audits()
    {
        const string Two = "Import-PracticeInventory ./two.csv | Invoke-PracticeAudit @outside";
        const string Copy = "Copy-Item good.db fleet.db; ";
        yield return new("a practice left the inventory", $"{Copy}{Two} -LedgerPath ./fleet.db | {Line()}", "P3", Measures: true);
        yield return new("a practice left the inventory, from the history", $"{Copy}{Two} -LedgerPath ./fleet.db | Out-Null; {History("fleet")}", "P3", Measures: true);
        yield return new("a practice left the inventory two runs ago", $"{Copy}1..2 | ForEach-Object {{ {Two} -LedgerPath ./fleet.db | Out-Null }}; {History("fleet")}", "P3", Measures: true);
        yield return new("a practice was retired", $"{Copy}{Two} -LedgerPath ./fleet.db -RetiredPracticeId P3 | Out-Null; {History("fleet")}", "0 of 2", IsGood: true, Measures: true);
        yield return new("a history of another fleet", "Copy-Item four.db fleet.db; " + $"{Two} -LedgerPath ./fleet.db | Out-Null; {History("fleet")}", "P4", Measures: true);
        yield return new("an input that is refused", $"@(Import-PracticeInventory ./practices.csv) + (Get-Date) | Invoke-PracticeAudit @outside | {Line()}", Measures: true);
        yield return new("an input that is refused, read before", $"$a = @(Import-PracticeInventory ./practices.csv) + (Get-Date) | Invoke-PracticeAudit @outside; $a | {Line()}", Measures: true);
        yield return new("a file as practice, read before", $"$a = @(Import-PracticeInventory ./practices.csv) + 'other.csv' | Invoke-PracticeAudit @outside; $a | {Line()}", Measures: true);
        yield return new("-WhatIf", $"Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside -WhatIf | {Line()}", Measures: true);
        yield return new("-WhatIf, a history beside it", $"Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside -WhatIf | {History("good")}", Measures: true);
        yield return new("-WhatIf, with a history", $"Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside -WhatIf -LedgerPath ./new.db | {History("new")}", Measures: true);
        yield return new("a wrong -Port", $"Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit -Vantage Outside -Port (@($ports) + $env:PRACTICE_PORT + 'smb') -TimeoutSeconds 1 | {Line()}", Measures: true);
        yield return new("a wrong -Port, read before", $"$a = Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit -Vantage Outside -Port (@($ports) + $env:PRACTICE_PORT + 70000) -TimeoutSeconds 1; $a | {Line()}", Measures: true);
        yield return new("a wrong -Port of a router", $"$a = Import-PracticeInventory ./practices.csv | Get-RouterExposure -Vantage Outside -Port (@($ports) + $env:PRACTICE_PORT + 70000) -TimeoutSeconds 1; $a | {Line()}", Measures: true);
        yield return new("a credential that no router can take", $"$a = Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside -SnmpCredential ([pscredential]::new('u', (ConvertTo-SecureString 'short' -AsPlainText -Force))); $a | {History("good")}", Measures: true);
        yield return new("no practice with a history", $"Copy-Item good.db fleet.db; @() | Invoke-PracticeAudit @outside -LedgerPath ./fleet.db | Out-Null; {History("fleet")}", Measures: true);
        yield return new("-Resume of an abandoned run", $"Copy-Item abandoned.db fleet.db; Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside -LedgerPath ./fleet.db -Resume | Out-Null; {History("fleet")}", "0 of 3", IsGood: true, Measures: true);
        yield return new("-Resume with a practice less", $"Copy-Item interrupted.db fleet.db; {Two} -LedgerPath ./fleet.db -Resume | Out-Null; {History("fleet")}", "P3", Measures: true);
        yield return new("-Resume, read as it is output", $"Copy-Item interrupted.db fleet.db; Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside -LedgerPath ./fleet.db -Resume | {Line()}", "0 of 3", IsGood: true, Measures: true);
        yield return new("-Resume after an exposure, read as it is output", $"Copy-Item found.db fleet.db; Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside -LedgerPath ./fleet.db -Resume | {Line()}", "1 of 3", Measures: true);
        yield return new("a clock that was set back", $"Copy-Item future.db fleet.db; Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside -LedgerPath ./fleet.db | {Line()}", "clock", Measures: true);
    }

    private static IEnumerable<MonitoringCase> Preferred()
    {
        foreach (string preference in Preferences)
        {
            string set = $"$ErrorActionPreference = '{preference}'; ";
            yield return new($"{preference}: an exception in the pipeline", $"{set}Import-PracticeInventory ./practices.csv | ForEach-Object {{ throw 'broken' }} | {History("good")}");
            yield return new($"{preference}: an exception after the first practice", $"{set}Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside | ForEach-Object {{ $_; throw 'broken' }} | {Line()}", Measures: true);
            yield return new($"{preference}: a line of the inventory is wrong", $"{set}Import-PracticeInventory ./land.csv | Invoke-PracticeAudit @outside | {Line()}", Measures: true);
            yield return new($"{preference}: an error beside the practices", $"{set}Import-PracticeInventory ./practices.csv | ForEach-Object {{ Write-Error 'broken'; $_ }} | Invoke-PracticeAudit @outside | {Line()}", Measures: preference == "Ignore", IsGood: preference == "Ignore");
        }
    }

    private static IEnumerable<MonitoringCase> Interruptions()
    {
        foreach (string signal in new[] { "KILL", "TERM" })
        {
            string audit = "Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit @outside -ThrottleLimit 1 -LedgerPath ./fleet.db";
            yield return new(
                $"kill -{signal} after the first of three",
                "cp good.db fleet.db; " +
                $"pwsh -NoProfile -NonInteractive -Command \". '$PROVE'; {audit} | ForEach-Object {{ kill -{signal} \\$PID; Start-Sleep 9 }}\" >/dev/null 2>&1; " +
                "exec pwsh -NoProfile -NonInteractive -Command 'ConvertTo-RmmResult Nagios -LedgerPath ./fleet.db | ForEach-Object { $_.Output; exit $_.ExitCode }'",
                "of 3",
                Shell: true);
            yield return new(
                $"kill -{signal}, then -Resume",
                $"pwsh -NoProfile -NonInteractive -Command \". '$PROVE'; {audit} | ForEach-Object {{ kill -{signal} \\$PID; Start-Sleep 9 }}\" >/dev/null 2>&1; " +
                $"exec pwsh -NoProfile -NonInteractive -Command \". '$PROVE'; {audit} -Resume | Out-Null; ConvertTo-RmmResult Nagios -LedgerPath ./fleet.db | ForEach-Object {{ \\$_.Output; exit \\$_.ExitCode }}\"",
                "0 of 3",
                IsGood: true,
                Shell: true);
        }
    }

    /// <summary>With -Exit, the cmdlet itself ends the process.</summary>
    private static IEnumerable<MonitoringCase> Ends()
    {
        foreach (string format in Formats)
        {
            yield return new($"{format}: -Exit after an exception", $"Import-PracticeInventory ./practices.csv | ForEach-Object {{ throw 'broken' }} | ConvertTo-RmmResult {format} -Exit; 'not reached'; exit 0", "^(?!.*not reached)[\\s\\S]*UNKNOWN|\"Unknown\"");
        }

        foreach (string preference in Preferences)
        {
            yield return new($"{preference}: -Exit after an exception", $"$ErrorActionPreference = '{preference}'; Import-PracticeInventory ./practices.csv | ForEach-Object {{ throw 'broken' }} | ConvertTo-RmmResult Nagios -Exit; 'not reached'; exit 0", "^PRACTICES UNKNOWN.*broken");
        }

        yield return new("-Exit with a good history", "ConvertTo-RmmResult Nagios -LedgerPath ./good.db -Exit; 'not reached'; exit 3", "^PRACTICES OK", IsGood: true);
        yield return new("-Exit with an old history", "ConvertTo-RmmResult Nagios -LedgerPath ./old.db -Exit; 'not reached'; exit 0", "^PRACTICES UNKNOWN");
        yield return new("-Exit, no practice", "@() | ConvertTo-RmmResult Nagios -Exit; exit 0", "^PRACTICES UNKNOWN");
        yield return new("-Exit, a terminating error of a command", "Import-PracticeInventory ./practices.csv | Invoke-PracticeAudit -Resume | ConvertTo-RmmResult Nagios -Exit; exit 0", "^PRACTICES UNKNOWN.*LedgerPath");
        yield return new("-Exit in try and catch", "try { Import-PracticeInventory ./practices.csv | ForEach-Object { throw 'broken' } | ConvertTo-RmmResult Nagios -Exit } catch { exit 0 }", "^PRACTICES UNKNOWN.*broken");
        yield return new("-Exit, each practice", "ConvertTo-RmmResult Json -LedgerPath ./old.db -Each -Exit; exit 0", "\"Unknown\"");
    }
}
