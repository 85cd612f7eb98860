# SPDX-License-Identifier: MIT

Describe 'Export-BreachReport' {
    BeforeAll {
        $script:samples = Join-Path $PSScriptRoot '../../samples/celle'
        $script:practice = Import-PracticeInventory "$samples/practices.csv"
        $script:router = Import-NmapScan "$samples/nmap-fault.xml" -Practice $practice | Get-RouterExposure -WalkPath "$samples/walk-fault.txt"
        $script:shares = Import-Clixml "$samples/shares-fault.clixml"
    }

    It 'writes the dossier of what was measured, in German' {
        $files = $router, $shares | Export-BreachReport -Path "$TestDrive/de" -PassThru
        $files.Name | Should -Be @('CELLE-2019-internal.html', 'CELLE-2019.json')
        $page = Get-Content $files[0].FullName -Raw -Encoding utf8
        $page | Should -Match 'lang="de"'
        $page | Should -Match 'Art\. 33'
        (Get-Content $files[1].FullName -Raw -Encoding utf8 | ConvertFrom-Json).verdict | Should -Be 'Exposed'
    }

    It 'counts the deadline from the time that is told' {
        $file = $shares | Export-BreachReport -Path "$TestDrive/aware" -Language en -AwarenessTime '2019-10-14 09:30' -Format Html -PassThru
        Get-Content $file.FullName -Raw -Encoding utf8 | Should -Match '17 October 2019|2019-10-17|17\.10\.2019'
    }

    It 'makes every paper, each a file of its own, as HTML and DOCX' {
        $files = $router, $shares | Export-BreachReport -Path "$TestDrive/all" -Document All -Format Html, Docx -PassThru
        foreach ($paper in '-internal', '-processor', '-authority', '-patients', '-patients-decision-internal', '-register') {
            $files.Name | Should -Contain "CELLE-2019$paper.html"
            $files.Name | Should -Contain "CELLE-2019$paper.docx"
        }
        [Text.Encoding]::ASCII.GetString([IO.File]::ReadAllBytes("$TestDrive/all/CELLE-2019-internal.docx"), 0, 2) | Should -Be 'PK'
    }

    It 'keeps an audit record where nothing was found' {
        $patched = Import-NmapScan "$samples/nmap-patched.xml" -Practice $practice | Get-RouterExposure -WalkPath "$samples/walk-patched.txt"
        $files = $patched | Export-BreachReport -Path "$TestDrive/patched" -Document Authority -Format Json -PassThru -WarningVariable warned -WarningAction SilentlyContinue
        (Get-Content $files.FullName -Raw -Encoding utf8 | ConvertFrom-Json).verdict | Should -Be 'NotExposed'
        "$warned" | Should -BeLike '*audit record*'
    }

    It 'writes nothing with -WhatIf, and replaces only when told' {
        $router | Export-BreachReport -Path "$TestDrive/whatif" -WhatIf
        Test-Path "$TestDrive/whatif" | Should -BeFalse
        $router | Export-BreachReport -Path "$TestDrive/twice" -Format Json
        $router | Export-BreachReport -Path "$TestDrive/twice" -Format Json -ErrorVariable wrong -ErrorAction SilentlyContinue
        $wrong.FullyQualifiedErrorId | Should -Be 'FileExists,PracticeNetSec.Cmdlets.ExportBreachReportCommand'
        $router | Export-BreachReport -Path "$TestDrive/twice" -Format Json -Force -ErrorVariable wrong
        $wrong | Should -BeNullOrEmpty
    }

    It 'refuses a foreign object and a folder that is a file' {
        $files = 7, $router | Export-BreachReport -Path "$TestDrive/foreign" -Format Json -PassThru -ErrorVariable wrong -ErrorAction SilentlyContinue
        $files.Name | Should -Be 'CELLE-2019.json'
        $wrong.FullyQualifiedErrorId | Should -Be 'UnusableInput,PracticeNetSec.Cmdlets.ExportBreachReportCommand'
        { $router | Export-BreachReport -Path "$samples/practices.csv" -ErrorAction Stop } | Should -Throw -ErrorId 'PathIsFile,*'
        { $router | Export-BreachReport -Path "$TestDrive/fr" -Language fr } | Should -Throw '*de,en*'
    }
}
