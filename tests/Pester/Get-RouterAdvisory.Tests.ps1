# SPDX-License-Identifier: MIT

Describe 'Get-RouterAdvisory' {
    It 'knows the fault of 2019 and where it is fixed' {
        $known = Get-RouterAdvisory DBOX-2019-PORTRANGE
        $known.FixedIn | Should -Contain '11.01.02.102'
        $known.Source | Should -Not -BeNullOrEmpty
        $known.CheckedOn | Should -BeGreaterThan ([datetime]'2026-01-01')
    }

    It 'finds by model and its family, and by patterns' {
        (Get-RouterAdvisory -Model 'FRITZ!Box 7490').Id | Should -Be @('AVM-2014-REMOTE-ACCESS', 'AVM-2023-HTTPS')
        (Get-RouterAdvisory CVE-* -Vendor Zyx*).Id | Should -Contain 'CVE-2023-28771'
        (Get-RouterAdvisory -Vendor LANCOM -Model 1781VA).Id | Should -Be 'LANCOM-2024-EMPTY-ROOT'
        Get-RouterAdvisory nothing-of-the-kind* | Should -BeNullOrEmpty
    }

    It 'takes the advisories of an examined router' {
        $router = Get-RouterExposure -WalkPath (Join-Path $PSScriptRoot '../../samples/celle/walk-fault.txt')
        ($router.Advisories | Get-RouterAdvisory).Id | Should -Be 'DBOX-2019-PORTRANGE'
        ([pscustomobject]@{ Id = 'cve-2022-1040' } | Get-RouterAdvisory).Precondition | Should -BeLike '*Webadmin*'
    }

    It 'reads a newer file in place of the shipped one' {
        $file = Join-Path $PSScriptRoot '../../src/PracticeNetSec/Data/advisories.json'
        (Get-RouterAdvisory -AdvisoryPath $file).Id | Should -Be (Get-RouterAdvisory).Id
    }

    It 'says that an id is not known, and shows the others' {
        $found = Get-RouterAdvisory CVE-2023-28771, CVE-1999-0001 -ErrorVariable wrong -ErrorAction SilentlyContinue
        $found.Id | Should -Be 'CVE-2023-28771'
        $wrong.FullyQualifiedErrorId | Should -Be 'AdvisoryNotFound,PracticeNetSec.Cmdlets.GetRouterAdvisoryCommand'
        $wrong[0].Exception.Message | Should -BeLike "*'CVE-1999-0001'*"
    }
}
