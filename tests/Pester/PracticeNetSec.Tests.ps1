# SPDX-License-Identifier: MIT
# Runs where PowerShell 7 and Pester 5 exist: pwsh -File tests/Pester/run.ps1

Describe 'The module' {
    It 'exports the cmdlets of its manifest' {
        $manifest = Import-PowerShellDataFile (Join-Path $PSScriptRoot '../../artifacts/PracticeNetSec/PracticeNetSec.psd1')
        (Get-Command -Module PracticeNetSec).Name | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
    }
}

Describe 'Test-PortReachability' {
    It 'calls a port where nothing listens Closed' {
        (Test-PortReachability -ComputerName 127.0.0.1 -Port 9).State | Should -Be 'Closed'
    }

    It 'goes on after a wrong port and a wrong host, with one error each' {
        $found = Test-PortReachability -ComputerName 127.0.0.1, 300.1.2.3 -Port 9, 70000 -ErrorVariable wrong -ErrorAction SilentlyContinue
        $found.Port | Should -Be 9
        $wrong.FullyQualifiedErrorId -replace ',.*' | Sort-Object | Should -Be @('InvalidComputerName', 'InvalidPort')
    }
}

Describe 'Objects that were saved' {
    BeforeAll {
        $samples = Join-Path $PSScriptRoot '../../samples/celle'
        $router = Import-NmapScan "$samples/nmap-fault.xml" -Practice (Import-PracticeInventory "$samples/practices.csv") |
            Get-RouterExposure -WalkPath "$samples/walk-fault.txt"
    }

    It 'still bind after Export-Clixml' {
        $router | Export-Clixml TestDrive:/router.clixml
        $files = Import-Clixml TestDrive:/router.clixml | Export-BreachReport -Path TestDrive:/clixml -PassThru
        $files.Count | Should -Be 2
    }

    It 'still bind after ConvertTo-Json' {
        $files = $router | ConvertTo-Json -Depth 10 | ConvertFrom-Json | Export-BreachReport -Path TestDrive:/json -PassThru
        $files.Count | Should -Be 2
    }

    It 'still bind after a job' {
        $module = Join-Path (Get-Module PracticeNetSec).ModuleBase 'PracticeNetSec.psd1'
        $walk = (Resolve-Path "$samples/walk-fault.txt").Path
        $job = Start-Job -ScriptBlock { Import-Module $args[0]; Get-RouterExposure -WalkPath $args[1] } -ArgumentList $module, $walk
        $found = $job | Wait-Job | Receive-Job
        ($found | Export-BreachReport -Path TestDrive:/job -PassThru).Count | Should -Be 2
    }

    It 'say when they were cut off' {
        $router | ConvertTo-Json -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json |
            Export-BreachReport -Path TestDrive:/cut -ErrorVariable wrong -ErrorAction SilentlyContinue
        $wrong[0].FullyQualifiedErrorId | Should -BeLike 'ObjectCutOff,*'
    }
}
