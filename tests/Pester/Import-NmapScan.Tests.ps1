# SPDX-License-Identifier: MIT

Describe 'Import-NmapScan' {
    BeforeAll { $script:samples = Join-Path $PSScriptRoot '../../samples/celle' }

    It 'sees the fault of 2019 in a scan' {
        $host1 = Import-NmapScan "$samples/nmap-fault.xml"
        $host1.ComputerName | Should -Be '203.0.113.1'
        "$($host1.Verdict) $($host1.Vantage)" | Should -Be 'Exposed Recorded'
        ($host1.Ports | Where-Object Port -eq 445).State | Should -Be 'Open'
        $host1.WidenedRanges.Count | Should -Be 2
    }

    It 'sees nothing of it after the patch, which only the forward table proves' {
        $scan = Import-NmapScan "$samples/nmap-patched.xml"
        "$($scan.Verdict) $($scan.Findings.Count)" | Should -Be 'Undetermined 0'
        "$(($scan | Get-RouterExposure -WalkPath "$samples/walk-patched.txt").Verdict)" | Should -Be 'NotExposed' -Because 'the scan shows the page of each open port'
    }

    It 'does not clear a port of which the scan shows no page, unless the inventory names it' {
        $silent = Join-Path $TestDrive 'nmap-patched.xml'
        Set-Content $silent ((Get-Content "$samples/nmap-patched.xml" -Raw) -replace '(?s)<script .*?</script>', '')
        "$((Import-NmapScan $silent | Get-RouterExposure -WalkPath "$samples/walk-patched.txt").Verdict)" | Should -Be 'Undetermined' -Because 'nothing says what the ports lead to'
        $practice = Import-PracticeInventory "$samples/practices.csv"
        $practice.IntendedPorts += 4443
        "$((Import-NmapScan $silent -Practice $practice | Get-RouterExposure -WalkPath "$samples/walk-patched.txt").Verdict)" | Should -Be 'NotExposed' -Because 'the inventory names them'
    }

    It 'refuses the walk of another router, and one walk for several' {
        $other = Join-Path $TestDrive 'other.xml'
        Set-Content $other ((Get-Content "$samples/nmap-patched.xml" -Raw) -replace '203\.0\.113\.1', '203.0.113.77')
        $found = Import-NmapScan "$samples/nmap-patched.xml", $other | Get-RouterExposure -WalkPath "$samples/walk-patched.txt" -ErrorVariable wrong -ErrorAction SilentlyContinue
        @($found | Where-Object { "$($_.Verdict)" -eq 'NotExposed' -and $_.WanAddress -ne '203.0.113.1' }) | Should -BeNullOrEmpty
        $wrong.FullyQualifiedErrorId | Should -Match '^WalkForSeveralRouters|^WalkOfAnotherRouter'
    }

    It 'matches hosts to practices, and takes files from the pipeline' {
        $found = Get-ChildItem "$samples/nmap-*.xml" | Import-NmapScan -Practice (Import-PracticeInventory "$samples/practices.csv")
        $found.PracticeId | Should -Be (@('CELLE-2019') * 3)
    }

    It 'passes its hosts on to Get-RouterExposure' {
        $router = Import-NmapScan "$samples/nmap-fault.xml" | Get-RouterExposure -WalkPath "$samples/walk-fault.txt"
        $router.Identity.Model | Should -Be 'Digitalisierungsbox Premium'
        ($router.Ports | Where-Object Port -eq 445).State | Should -Be 'Open'
    }

    It 'names a file that is no scan, and reads the next' {
        $found = Import-NmapScan "$samples/practices.csv", "$samples/nmap-fault.xml" -ErrorVariable wrong -ErrorAction SilentlyContinue
        $found.ComputerName | Should -Be '203.0.113.1'
        $wrong.FullyQualifiedErrorId | Should -Be 'InvalidFileContent,PracticeNetSec.Cmdlets.ImportNmapScanCommand'
        $wrong[0].Exception.Message | Should -BeLike '*practices.csv*nmap -oX*'
    }
}
