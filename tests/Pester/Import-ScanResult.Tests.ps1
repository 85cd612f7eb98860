# SPDX-License-Identifier: MIT

Describe 'Import-ScanResult' {
    BeforeAll { $script:samples = Join-Path $PSScriptRoot '../PracticeNetSec.Tests/Samples/scans' }

    It 'recognises <_> and sees an exposed share' -ForEach 'masscan.json', 'masscan.list', 'masscan.xml', 'naabu.json', 'zgrab2.json', 'shodan.json', 'censys.json' {
        $found = @(Import-ScanResult "$samples/$_")
        "$($found[0].Verdict) $($found[0].Vantage)" | Should -Be 'Exposed Recorded'
        ($found[0].Ports | Where-Object Port -eq 445).State | Should -Be 'Open'
    }

    It 'matches hosts to practices, and joins what the router reports' {
        $practice = Import-PracticeInventory (Join-Path $PSScriptRoot '../../samples/celle/practices.csv')
        $found = Get-ChildItem "$samples/masscan.json" | Import-ScanResult -Practice $practice -Format MasscanJson | Select-Object -First 1
        $found.PracticeId | Should -Be 'CELLE-2019'
        $joined = $found | Get-RouterExposure -ConfigurationPath (Join-Path $PSScriptRoot '../PracticeNetSec.Tests/Samples/configurations/fritzbox.export')
        "$($joined.PracticeId) $($joined.Forwards.Count)" | Should -Be 'CELLE-2019 6'
        $joined.Sources.Source | Should -Be @('configuration', 'masscan')
    }

    It 'refuses a file of another form with one error, and reads the next' {
        $found = Import-ScanResult "$samples/naabu.json", "$samples/shodan.json" -Format Shodan -ErrorVariable wrong -ErrorAction SilentlyContinue
        $wrong.Count | Should -Be 1
        @($found).Count | Should -Be 1
    }
}
