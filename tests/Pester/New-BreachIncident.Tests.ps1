# SPDX-License-Identifier: MIT

Describe 'New-BreachIncident' {
    BeforeAll {
        $script:samples = Join-Path $PSScriptRoot '../../samples/celle'
        $script:practice = Import-PracticeInventory "$samples/practices.csv"
    }

    It 'fills in what the inventory knows' {
        $file = $practice | New-BreachIncident "$TestDrive/incidents" -Language en -PassThru
        $file.Name | Should -Be 'CELLE-2019-incident.json'
        $text = Get-Content $file.FullName -Raw -Encoding utf8
        $text | Should -Match '"id":\s*"CELLE-2019"'
        $text | Should -Match '"land":\s*"NI"'
    }

    It 'writes a file that Export-BreachReport takes as it is' {
        $file = $practice | New-BreachIncident "$TestDrive/taken" -PassThru
        $report = Import-Clixml "$samples/shares-fault.clixml" | Export-BreachReport -Path "$TestDrive/report" -IncidentPath $file.FullName -Format Json -PassThru -ErrorVariable wrong
        $wrong | Should -BeNullOrEmpty
        $report.Name | Should -Be 'CELLE-2019.json'
    }

    It 'writes nothing with -WhatIf, and replaces only when told' {
        New-BreachIncident "$TestDrive/never/incident.json" -WhatIf
        Test-Path "$TestDrive/never" | Should -BeFalse
        Set-Content "$TestDrive/mine.json" -Value 'mine'
        New-BreachIncident "$TestDrive/mine.json" -ErrorVariable wrong -ErrorAction SilentlyContinue
        $wrong.FullyQualifiedErrorId | Should -Be 'FileExists,PracticeNetSec.Cmdlets.NewBreachIncidentCommand'
        Get-Content "$TestDrive/mine.json" | Should -Be 'mine'
    }

    It 'refuses what is no practice, and a folder that is a file' {
        7 | New-BreachIncident "$TestDrive/foreign" -ErrorVariable wrong -ErrorAction SilentlyContinue
        $wrong.FullyQualifiedErrorId | Should -Be 'UnusableInput,PracticeNetSec.Cmdlets.NewBreachIncidentCommand'
        { New-BreachIncident "$samples/practices.csv" -ErrorAction Stop } | Should -Throw -ErrorId 'PathIsFile,*'
    }
}
