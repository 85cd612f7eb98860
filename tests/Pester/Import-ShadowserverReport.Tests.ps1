# SPDX-License-Identifier: MIT

Describe 'Import-ShadowserverReport' {
    BeforeAll {
        $script:reports = Join-Path $PSScriptRoot '../PracticeNetSec.Cmdlets.Tests/Samples/examples'
        $script:samples = Join-Path $PSScriptRoot '../../samples/celle'
    }

    It 'joins what several reports say of one address on one day' {
        $found = Import-ShadowserverReport "$reports/scan_*.csv" | Sort-Object ComputerName
        $found.ComputerName | Should -Be @('198.51.100.99', '203.0.113.1')
        $found[0].Ports.Port | Sort-Object | Should -Be @(445, 3389)
        $found.Verdict | ForEach-Object { "$_" } | Should -Be @('Exposed', 'Exposed')
    }

    It 'keeps only the practices in our care' {
        $found = Get-ChildItem "$reports/scan_*.csv" | Import-ShadowserverReport -Practice (Import-PracticeInventory "$samples/practices.csv") -MatchedOnly
        $found.PracticeId | Should -Be 'CELLE-2019'
        $found.StartedAt.UtcDateTime.ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture) | Should -Be '2026-11-24 04:05:06'
    }

    It 'passes them on to Export-BreachReport' {
        $files = Import-ShadowserverReport "$reports/scan_smb.csv" | Select-Object -First 1 | Export-BreachReport -Path "$TestDrive/out" -Format Json -PassThru -WarningAction SilentlyContinue
        (Get-Content $files.FullName -Raw -Encoding utf8 | ConvertFrom-Json).verdict | Should -Be 'Exposed'
    }

    It 'names a file that is no report, and reads the next' {
        $found = Import-ShadowserverReport "$samples/practices.csv", "$reports/scan_rdp.csv" -ErrorVariable wrong -ErrorAction SilentlyContinue
        $found.ComputerName | Should -Be '198.51.100.99'
        $wrong.FullyQualifiedErrorId | Should -Be 'InvalidFileContent,PracticeNetSec.Cmdlets.ImportShadowserverReportCommand'
    }

    It 'leaves nothing out in silence' {
        { Import-ShadowserverReport "$reports/scan_smb.csv" -MatchedOnly } | Should -Throw -ErrorId 'MatchedOnlyNeedsPractice,PracticeNetSec.Cmdlets.ImportShadowserverReportCommand'
    }
}
