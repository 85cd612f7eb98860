# SPDX-License-Identifier: MIT
# What an RMM agent, a scheduled task and an administrator send to cmd.exe.
if (-not $IsWindows) { return }

BeforeAll {
    . (Join-Path $PSScriptRoot 'CommandLine.ps1')
    $script:samples = (Resolve-Path (Join-Path $PSScriptRoot '../../../samples/celle')).Path
    $script:audit = "Import-NmapScan '$samples\nmap-fault.xml' -Practice (Import-PracticeInventory '$samples\practices.csv')"
    Set-Content (Join-Path $TestDrive 'umlauts.csv') -Encoding utf8 -Value 'PracticeId;Name;Land;WanAddress', "Ä-1;Orthopädie Straße;NI;127.0.0.1"
}

Describe 'A line for cmd.exe' {
    It 'ends with %ERRORLEVEL% <ExitCode> for <Format> when a practice is exposed' -ForEach @(
        @{ Format = 'Nagios'; ExitCode = 2; Expected = 'PRACTICES CRITICAL - *CELLE-2019*' }
        @{ Format = 'Icinga'; ExitCode = 2; Expected = 'PRACTICES CRITICAL - *CELLE-2019*' }
        @{ Format = 'Datto'; ExitCode = 1; Expected = '*STATUS=CRITICAL*CELLE-2019*' }
        @{ Format = 'NinjaOne'; ExitCode = 2; Expected = 'CRITICAL*CELLE-2019*' }
        @{ Format = 'Zabbix'; ExitCode = 0; Expected = '{*CELLE-2019*}*' }
        @{ Format = 'Json'; ExitCode = 2; Expected = '{*CELLE-2019*}*' }
        @{ Format = 'GitHub'; ExitCode = 1; Expected = '::error*CELLE-2019*' }
    ) {
        $line = Get-PowerShellLine "$audit | ConvertTo-RmmResult $Format | ForEach-Object { `$_.Output; exit `$_.ExitCode }"
        $run = Invoke-Line "$line & echo ERRORLEVEL=!ERRORLEVEL!"
        $run.Errors | Should -BeNullOrEmpty
        $run.Text | Should -BeLike $Expected
        $run.Text | Should -BeLike "*ERRORLEVEL=$ExitCode"
    }

    It 'prints the same ASCII into a file and through a pipe in code page <_>' -ForEach 850, 1252, 65001 {
        $line = Get-PowerShellLine "Import-PracticeInventory umlauts.csv | Invoke-PracticeAudit -Force -SkipRouter -SkipShares -Port 9 -TimeoutSeconds 0.2 -WarningAction Ignore | ConvertTo-RmmResult Json | ForEach-Object Output"
        $run = Invoke-Line "chcp $_ >nul & $line > file.txt & $line | find ""{"" > pipe.txt"
        $run.Errors | Should -BeNullOrEmpty
        $file = [IO.File]::ReadAllBytes((Join-Path $TestDrive 'file.txt'))
        @($file | Where-Object { $_ -gt 126 }).Count | Should -Be 0 -Because 'every code page has the same ASCII'
        ($file | Where-Object { $_ -lt 32 } | Sort-Object -Unique) | Should -Be 10, 13
        $text = [Text.Encoding]::ASCII.GetString($file)
        ($text | ConvertFrom-Json).text | Should -BeLike '*Ä-1*'
        $pipe = [IO.File]::ReadAllText((Join-Path $TestDrive 'pipe.txt')).TrimEnd()
        ($pipe | ConvertFrom-Json).text | Should -BeLike '*Ä-1*'
    }

    It 'prints a router as plain text in code page <Page>, umlauts included, <Setting>' -ForEach @(
        @{ Page = 850; Setting = 'set NO_COLOR='; View = 'Format-Table -Property PracticeId, Verdict' }
        @{ Page = 1252; Setting = 'set NO_COLOR=1'; View = 'Format-List *' }
        @{ Page = 65001; Setting = 'set NO_COLOR=1'; View = 'Format-List *' }
    ) {
        $run = Invoke-Line ("$Setting& chcp $Page >nul & " + (Get-PowerShellLine "$audit | Get-RouterExposure -WalkPath '$samples\walk-fault.txt' | $View; (Import-PracticeInventory umlauts.csv).Name") + ' > view.txt')
        $run.Errors | Should -BeNullOrEmpty
        $view = [Text.Encoding]::GetEncoding($Page).GetString([IO.File]::ReadAllBytes((Join-Path $TestDrive 'view.txt')))
        $view | Should -Match 'CELLE-2019'
        $view | Should -Match 'Orthopädie Straße'
        # PowerShell itself marks headers and labels (FormatAccent) unless NO_COLOR is set; the colours of our verdicts are others.
        if ($Setting -eq 'set NO_COLOR=') { $view = $view -replace '\x1b\[32;1m|\x1b\[0m' }
        $view | Should -Not -Match '\x1b'
    }

    It 'runs as a service runs it: no window, standard input closed' {
        $run = Invoke-Line ((Get-PowerShellLine "$audit | ConvertTo-RmmResult Nagios | ForEach-Object { `$_.Output; exit `$_.ExitCode }")) -NoConsole
        $run.Errors | Should -BeNullOrEmpty
        $run.Text | Should -BeLike 'PRACTICES CRITICAL - *'
        $run.ExitCode | Should -Be 2
    }

    It 'asks no question where nobody can answer it' {
        $run = Invoke-Line (Get-PowerShellLine 'Get-BreachDeadline; exit 7') -NoConsole
        $run.Errors | Should -Match 'AwarenessTime'
        $run.ExitCode | Should -Be 7
    }
}

Describe "The README's tour" {
    # cmd.exe hands over one line: the tour's lines are joined where they end.
    It 'runs through cmd /c' {
        $root = (Resolve-Path (Join-Path $PSScriptRoot '../../..')).Path
        $blocks = [regex]::Matches((Get-Content (Join-Path $root 'README.md') -Raw), '(?s)\*\*\d\. .+?```powershell\r?\n(.+?)\r?\n```').ForEach({ $_.Groups[1].Value })
        $blocks.Count | Should -Be 4
        $text = ($blocks -join "`n") -replace '\|\r?\n\s*', '| ' -replace '\r?\n', '; '
        $text | Should -Not -Match '["%!^&<>]'
        $text = $text.Replace('./artifacts/PracticeNetSec/PracticeNetSec.psd1', "'$((Get-Module PracticeNetSec).ModuleBase)\PracticeNetSec.psd1'").Replace('out/tour', "$TestDrive\tour").Replace('samples/', "$root\samples\")
        $run = Invoke-Line (Get-PowerShellLine $text)
        $run.Errors | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $run.Text | Should -Match '(?s)Exposed.+NI'
        @(Get-ChildItem (Join-Path $TestDrive 'tour') -Filter *.html).Count | Should -BeGreaterThan 0
        @(Get-ChildItem (Join-Path $TestDrive 'tour') -Filter *.docx).Count | Should -BeGreaterThan 0
    }
}
