# SPDX-License-Identifier: MIT

Describe 'Export-PracticeDashboard' {
    BeforeAll {
        $script:ledger = Join-Path $PSScriptRoot '../PracticeNetSec.Cmdlets.Tests/Samples/examples/fleet.db'
        $script:samples = Join-Path $PSScriptRoot '../../samples/celle'

        # The JSON that a page's script reads: compressed, in base64.
        function Get-DashboardData([string] $Page) {
            $packed = [Convert]::FromBase64String([regex]::Match($Page, 'id="data">([^<]*)<').Groups[1].Value)
            [IO.StreamReader]::new([IO.Compression.DeflateStream]::new([IO.MemoryStream]::new($packed), [IO.Compression.CompressionMode]::Decompress)).ReadToEnd()
        }
    }

    It 'writes a page that needs no network' {
        $file = Export-PracticeDashboard "$TestDrive/fleet.html" -LedgerPath $ledger -Language en -Title 'Our practices' -PassThru
        $page = Get-Content $file.FullName -Raw -Encoding utf8
        $page | Should -Match '<html lang="en"'
        $page | Should -Match 'Our practices'
        Get-DashboardData $page | Should -Match 'CELLE-2019'
        $page | Should -Not -Match '(src|href)="https?://[^"]*\.(js|css|png|woff2?)"'
    }

    It 'counts no check as the present state that is older than the maximum age' {
        Export-PracticeDashboard "$TestDrive/old.html" -LedgerPath $ledger -MaximumAge 0.1 -Language en
        $practices = (Get-DashboardData (Get-Content "$TestDrive/old.html" -Raw -Encoding utf8) | ConvertFrom-Json).rows
        $undetermined, $notExposed, $atRisk = 0, 1, 2
        $practices.v | Should -Contain $undetermined
        $practices.v | Should -Not -Contain $notExposed
        $practices.v | Should -Not -Contain $atRisk
    }

    It 'takes measurements from the pipeline' {
        Import-NmapScan "$samples/nmap-fault.xml" -Practice (Import-PracticeInventory "$samples/practices.csv") | Export-PracticeDashboard "$TestDrive/scan.html"
        Get-Content "$TestDrive/scan.html" -Raw -Encoding utf8 | Should -Match 'lang="de"'
    }

    It 'writes nothing with -WhatIf' {
        Export-PracticeDashboard "$TestDrive/never/fleet.html" -LedgerPath $ledger -WhatIf
        Test-Path "$TestDrive/never" | Should -BeFalse
    }

    It 'replaces a file only when told' {
        Set-Content "$TestDrive/mine.html" -Value 'mine'
        Export-PracticeDashboard "$TestDrive/mine.html" -LedgerPath $ledger -ErrorVariable wrong -ErrorAction SilentlyContinue
        $wrong.FullyQualifiedErrorId | Should -Be 'FileExists,PracticeNetSec.Cmdlets.ExportPracticeDashboardCommand'
        Get-Content "$TestDrive/mine.html" | Should -Be 'mine'
        Export-PracticeDashboard "$TestDrive/mine.html" -LedgerPath $ledger -Force
        Get-DashboardData (Get-Content "$TestDrive/mine.html" -Raw -Encoding utf8) | Should -Match 'CELLE-2019'
    }

    It 'says once what is missing' {
        Export-PracticeDashboard "$TestDrive/no.html" -LedgerPath "$TestDrive/none.db" -ErrorVariable wrong -ErrorAction SilentlyContinue
        $wrong.FullyQualifiedErrorId | Should -Be 'FileNotFound,PracticeNetSec.Cmdlets.ExportPracticeDashboardCommand'
        Test-Path "$TestDrive/no.html" | Should -BeFalse
    }
}
