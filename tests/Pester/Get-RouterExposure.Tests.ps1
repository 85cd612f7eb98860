# SPDX-License-Identifier: MIT

Describe 'Get-RouterExposure' {
    BeforeAll { $script:samples = Join-Path $PSScriptRoot '../../samples/celle' }

    It 'judges the three stages of 2019 as <Verdict>: <Stage>' -ForEach @(
        @{ Stage = 'fault'; Verdict = 'Exposed'; Firmware = '10.2.1.104' }
        @{ Stage = 'first-update'; Verdict = 'Exposed'; Firmware = '10.2.6.101' }
        @{ Stage = 'patched'; Verdict = 'NotExposed'; Firmware = '11.1.2.102' }
    ) {
        $router = Import-NmapScan "$samples/nmap-$Stage.xml" -Practice (Import-PracticeInventory "$samples/practices.csv") | Get-RouterExposure -WalkPath "$samples/walk-$Stage.txt"
        "$($router.Verdict)" | Should -Be $Verdict
        "$($router.Firmware.Version)" | Should -Be $Firmware
        $router.PracticeId | Should -Be 'CELLE-2019'
    }

    It 'reads who the router is, and its forwards, from a recorded walk' {
        $router = Get-RouterExposure -WalkPath "$samples/walk-fault.txt"
        "$($router.Identity.Vendor) $($router.Identity.Model)" | Should -Be 'Telekom Digitalisierungsbox Premium'
        ($router.Forwards | ForEach-Object { "$($_.ExternalStart)-$($_.ExternalEnd)>$($_.InternalAddress)" }) | Should -Be @('80-89>192.168.2.10', '440-449>192.168.2.10')
        $router.Advisories.Id | Should -Be 'DBOX-2019-PORTRANGE'
        $router.Findings.RuleId | Should -Contain 'router.widened-forward'
    }

    It 'asks a machine that is no router, and calls it Undetermined' {
        $found = '127.0.0.1' | Get-RouterExposure -Port 9 -TimeoutSeconds 0.2
        "$($found.Verdict) $($found.Vantage)" | Should -Be 'Undetermined Inside'
        $found.Ports.Port | Should -Be 9
        $found.NextCommands | Should -Not -BeNullOrEmpty
    }

    It 'names a wrong host and a file that is no walk, and goes on' {
        $found = Get-RouterExposure 300.1.2.3, 127.0.0.1 -Port 9 -TimeoutSeconds 0.2 -ErrorVariable wrong -ErrorAction SilentlyContinue
        $found.ComputerName | Should -Be '127.0.0.1'
        $wrong.FullyQualifiedErrorId | Should -Be 'InvalidComputerName,PracticeNetSec.Cmdlets.GetRouterExposureCommand'

        $none = Get-RouterExposure -WalkPath "$samples/practices.csv" -ErrorVariable wrong -ErrorAction SilentlyContinue
        $none | Should -BeNullOrEmpty
        $wrong.FullyQualifiedErrorId | Should -Be 'NotAWalk,PracticeNetSec.Cmdlets.GetRouterExposureCommand'
    }
}
