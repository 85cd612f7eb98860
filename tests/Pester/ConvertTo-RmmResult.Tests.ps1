# SPDX-License-Identifier: MIT

Describe 'ConvertTo-RmmResult' {
    BeforeAll {
        $script:ledger = Join-Path $PSScriptRoot '../PracticeNetSec.Cmdlets.Tests/Samples/examples/fleet.jsonl'
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

    It 'is well with a fleet that is well' {
        $result = ConvertTo-RmmResult Nagios -LedgerPath $ledger
        $result.Output | Should -BeLike 'PRACTICES OK - CELLE-2019 NotExposed*'
        $result.ExitCode | Should -Be 0
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
}
