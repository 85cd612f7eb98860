# SPDX-License-Identifier: MIT

Describe 'ConvertTo-RmmResult' {
    BeforeAll {
        $script:ledger = Join-Path $PSScriptRoot '../PracticeNetSec.Cmdlets.Tests/Samples/examples/fleet.db'
        $script:samples = Join-Path $PSScriptRoot '../../samples/celle'
        $script:exposed = Import-NmapScan "$samples/nmap-fault.xml" -Practice (Import-PracticeInventory "$samples/practices.csv")
    }

    It 'gives <Format> its line and its exit code' -ForEach @(
        @{ Format = 'Nagios'; ExitCode = 2; Line = 'PRACTICES CRITICAL - *exposed=1*' }
        @{ Format = 'Icinga'; ExitCode = 2; Line = 'PRACTICES CRITICAL - *exposed=1*' }
        @{ Format = 'Datto'; ExitCode = 1; Line = '*STATUS=CRITICAL*' }
        @{ Format = 'NinjaOne'; ExitCode = 2; Line = '*CRITICAL*CELLE-2019*' }
        @{ Format = 'Zabbix'; ExitCode = 0; Line = '{*CELLE-2019*}' }
        @{ Format = 'Json'; ExitCode = 2; Line = '{*CELLE-2019*}' }
        @{ Format = 'GitHub'; ExitCode = 1; Line = '::error*CELLE-2019*' }
    ) {
        $result = $exposed | ConvertTo-RmmResult $Format
        $result.Output | Should -BeLike $Line
        $result.ExitCode | Should -Be $ExitCode
        "$($result.State)" | Should -Be 'Critical'
    }

    It 'is well with a fleet that is well, and unknown with a ledger that is old' {
        $fleet = Import-NmapScan "$samples/nmap-patched.xml" -Practice (Import-PracticeInventory "$samples/practices.csv") | Get-RouterExposure -WalkPath "$samples/walk-patched.txt"
        $result = $fleet | ConvertTo-RmmResult Nagios
        $result.Output | Should -BeLike 'PRACTICES OK - CELLE-2019 NotExposed*'
        $result.ExitCode | Should -Be 0
        $result = ConvertTo-RmmResult Nagios -LedgerPath $ledger -MaximumAge 0.1
        $result.Output | Should -BeLike 'PRACTICES UNKNOWN - CELLE-2019 Undetermined*'
        $result.ExitCode | Should -Be 3
    }

    It 'counts an error of an earlier command, and does not fall back to a ledger' {
        $result = $exposed | Where-Object { Write-Error 'broken' -ErrorAction SilentlyContinue } | ConvertTo-RmmResult Nagios -LedgerPath $ledger
        $result.Output | Should -BeLike 'PRACTICES UNKNOWN - no practice was checked: error: broken*'
    }

    It 'tells one of each, or one of all' {
        $both = @($exposed) + @(Import-NmapScan "$samples/nmap-patched.xml")
        @($both | ConvertTo-RmmResult Json -Each).Count | Should -Be 2
        ($both | ConvertTo-RmmResult Json).Practices | Should -Be 2
    }

    It 'never says that all is well where nothing was checked' {
        $result = 7 | ConvertTo-RmmResult Nagios -ErrorVariable wrong -ErrorAction SilentlyContinue
        $wrong.FullyQualifiedErrorId | Should -Be 'UnusableInput,PracticeNetSec.Cmdlets.ConvertToRmmResultCommand'
        "$($result.State) $($result.ExitCode)" | Should -Be 'Unknown 3'
    }

    It 'calls a folder no ledger' {
        $result = ConvertTo-RmmResult Nagios -LedgerPath $samples -ErrorVariable wrong -ErrorAction SilentlyContinue
        $wrong.FullyQualifiedErrorId | Should -Be 'FileIsFolder,PracticeNetSec.Cmdlets.ConvertToRmmResultCommand'
        $result.ExitCode | Should -Be 3
    }

    It 'gives a result for nothing, also of each' {
        $result = @(ConvertTo-RmmResult Json -Each)
        $result.Count | Should -Be 1
        "$($result[0].State) $($result[0].ExitCode)" | Should -Be 'Unknown 3'
    }

    It 'is unknown for <Format> when something failed, and exit code <ExitCode>' -ForEach @(
        @{ Format = 'Nagios'; ExitCode = 3 }
        @{ Format = 'Datto'; ExitCode = 1 }
        @{ Format = 'NinjaOne'; ExitCode = 3 }
        @{ Format = 'Zabbix'; ExitCode = 3 }
        @{ Format = 'Json'; ExitCode = 3 }
        @{ Format = 'GitHub'; ExitCode = 1 }
    ) {
        $null = Import-PracticeInventory (Join-Path $TestDrive missing.csv) -ErrorVariable failed -ErrorAction SilentlyContinue
        $result = ConvertTo-RmmResult $Format -LedgerPath $ledger -Failure $failed
        "$($result.State) $($result.ExitCode)" | Should -Be "Unknown $ExitCode"
        $result.Output | Should -BeLike "*error: *missing.csv' does not exist*"
    }

    It 'stays critical when something failed, and takes what catch gives' {
        try { throw 'it broke' } catch { $result = $exposed | ConvertTo-RmmResult Nagios -Failure $_ }
        $result.Output | Should -BeLike 'PRACTICES CRITICAL - *error: it broke*'
        $result.ExitCode | Should -Be 2
    }

    It 'does not pass over an object that it cannot use' {
        $well = Import-NmapScan "$samples/nmap-patched.xml"
        $result = $well, 7 | ConvertTo-RmmResult Nagios -ErrorAction SilentlyContinue
        "$($result.State) $($result.ExitCode)" | Should -Be 'Unknown 3'
    }

    # What Windows does with the output of a process: the console's code page. Nobody knows which one the agent reads.
    It 'is the same bytes in code page <_>' -ForEach 437, 850, 1252, 65001 {
        $program = $IsWindows ? (Join-Path $PSHOME 'pwsh.exe') : 'dotnet'
        $arguments = @(if (-not $IsWindows) { Join-Path $PSHOME 'pwsh.dll' }) + '-NoProfile', '-NonInteractive', '-Command', @"
[Console]::OutputEncoding = [Text.Encoding]::GetEncoding($_)
Import-Module '$((Get-Module PracticeNetSec).ModuleBase -replace "'", "''")/PracticeNetSec.psd1'
`$router = Import-NmapScan '$samples/nmap-fault.xml' -Practice (Import-PracticeInventory '$TestDrive/umlauts.csv')
foreach (`$format in 'Json', 'Zabbix', 'Nagios', 'Datto', 'NinjaOne', 'GitHub') { (`$router | ConvertTo-RmmResult `$format).Output }
'ä'
"@
        Set-Content (Join-Path $TestDrive umlauts.csv) "PracticeId;Name;Land;WanAddress`nGrößte Praxis;Prüf & Söhne;NI;203.0.113.1"
        $start = [Diagnostics.ProcessStartInfo]::new($program)
        $arguments | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardOutput = $true
        $start.UseShellExecute = $false
        $process = [Diagnostics.Process]::Start($start)
        $bytes = [IO.MemoryStream]::new()
        $process.StandardOutput.BaseStream.CopyTo($bytes)
        $process.WaitForExit()
        $all = $bytes.ToArray()

        # The last line shows that the code page was in force.
        $umlaut = [Text.Encoding]::GetEncoding($_).GetBytes('ä')
        $rest = $umlaut.Length + [Environment]::NewLine.Length
        $all[($all.Length - $rest)..($all.Length - $rest + $umlaut.Length - 1)] | Should -Be $umlaut
        $text = $all[0..($all.Length - $rest - 1)]
        ($text | Measure-Object -Maximum).Maximum | Should -BeLessThan 128
        $lines = [Text.Encoding]::ASCII.GetString($text) -split '\r?\n'
        foreach ($line in $lines[0, 1]) { ($line | ConvertFrom-Json).text | Should -BeLike 'Größte Praxis Exposed*' }
        $lines[2] | Should -BeLike 'PRACTICES CRITICAL - Groesste Praxis Exposed*'
    }
}
