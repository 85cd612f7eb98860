# SPDX-License-Identifier: MIT

Describe 'Objects that were saved' {
    BeforeAll {
        $script:samples = Join-Path $PSScriptRoot '../../samples/celle'
        $script:practice = Import-PracticeInventory "$samples/practices.csv"
        $script:router = Import-NmapScan "$samples/nmap-fault.xml" -Practice $practice | Get-RouterExposure -WalkPath "$samples/walk-fault.txt"
        $script:shares = Import-Clixml "$samples/shares-fault.clixml"

        # The whole data file; the moment of writing differs, and with it the report's id and what is left of the deadline.
        function Get-Report($Objects, $Folder) {
            $file = $Objects | Export-BreachReport -Path $Folder -Format Json -PassThru -AwarenessTime '2026-11-23T10:00:00+01:00' -WarningAction SilentlyContinue
            $file.Name
            Get-Content $file.FullName -Encoding utf8 | Where-Object { $_ -notmatch 'created|remaining|reportId' }
        }
        $script:live = Get-Report @($router) "$TestDrive/live"
    }

    It 'make the report of the live ones' {
        $live[0] | Should -Be 'CELLE-2019.json'
        # The first line is the file's name, see Get-Report.
        $report = $live | Select-Object -Skip 1 | ConvertFrom-Json
        $report.verdict | Should -Be 'Exposed'
        $report.findings.Count | Should -Be 6
    }

    It 'still bind after Export-Clixml' {
        $router | Export-Clixml "$TestDrive/router.clixml"
        $saved = Import-Clixml "$TestDrive/router.clixml"
        "$($saved.Verdict)" | Should -Be 'Exposed'
        Get-Report @($saved) "$TestDrive/clixml" | Should -Be $live
    }

    It 'still bind after ConvertTo-Json' {
        $saved = $router | ConvertTo-Json -Depth 20 | ConvertFrom-Json
        Get-Report @($saved) "$TestDrive/json" | Should -Be $live
        ($saved | Get-RouterExposure -WalkPath "$samples/walk-fault.txt").Ports.Count | Should -Be 36
    }

    It 'still bind after a job' {
        $module = Join-Path (Get-Module PracticeNetSec).ModuleBase 'PracticeNetSec.psd1'
        $folder = (Resolve-Path $samples).Path
        $job = Start-Job -ScriptBlock {
            Import-Module $using:module
            Import-NmapScan "$using:folder/nmap-fault.xml" -Practice (Import-PracticeInventory "$using:folder/practices.csv") | Get-RouterExposure -WalkPath "$using:folder/walk-fault.txt"
        }
        $found = $job | Wait-Job | Receive-Job
        $job | Remove-Job
        Get-Report @($found) "$TestDrive/job" | Should -Be $live
    }

    It 'keep what a stranger may do in each share' {
        $shares | Export-Clixml "$TestDrive/again.clixml"
        $again = Import-Clixml "$TestDrive/again.clixml"
        ($again.Shares | ForEach-Object { "$($_.Name)=$($_.GuestAccess)" }) | Should -Be ($shares.Shares | ForEach-Object { "$($_.Name)=$($_.GuestAccess)" })
        ($again, $again | Export-BreachReport -Path "$TestDrive/shares" -Format Csv -PassThru).Name | Should -Be 'CELLE-2019.csv'
    }

    It 'say when they were cut off, and the whole ones go on' {
        $cut = $router | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json
        $files = $cut, $router | Export-BreachReport -Path "$TestDrive/cut" -PassThru -ErrorVariable wrong -ErrorAction SilentlyContinue
        $wrong.Count | Should -Be 1
        $wrong[0].FullyQualifiedErrorId | Should -Be 'ObjectCutOff,PracticeNetSec.Cmdlets.ExportBreachReportCommand'
        $files.Name | Should -Be @('CELLE-2019-internal.html', 'CELLE-2019.json')
    }

    It 'go through the whole pipeline from the inventory to the paper' {
        $files = $router, $shares | Export-BreachReport -Path "$TestDrive/whole" -Language en -PassThru
        $page = Get-Content $files[0].FullName -Raw -Encoding utf8
        $page | Should -Match '440 to 449'
        $page | Should -Match 'befunde'
    }

    It 'end the scan of a host as soon as its first port is enough' {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        @(Test-PortReachability 127.0.0.1 -Port '1-65535' -ThrottleLimit 1 | Select-Object -First 1).Count | Should -Be 1
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
    }
}
