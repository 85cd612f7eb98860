# SPDX-License-Identifier: MIT

Describe 'Get-SupervisoryAuthority' {
    It 'knows all sixteen' {
        $all = Get-SupervisoryAuthority
        $all.Land | Sort-Object -Unique | Should -HaveCount 16
        $all | ForEach-Object { $_.BreachFormUrl } | Should -Match '^https://'
    }

    It 'names the authority of a Land' {
        $found = Get-SupervisoryAuthority NI
        $found.Name | Should -BeLike 'Der Landesbeauftragte f?r den Datenschutz Niedersachsen'
        $found.IsCertain | Should -BeTrue
    }

    It 'finds the Land of a postal code, and warns where it can lie in several' {
        (Get-SupervisoryAuthority -PostalCode 80331).Land | Should -Be 'BY'
        $several = Get-SupervisoryAuthority -PostalCode 21465 -WarningVariable warned -WarningAction SilentlyContinue
        if (@($several).Count -gt 1) {
            $warned[0].Message | Should -BeLike '*21465*'
            $several.IsCertain | Should -Not -Contain $true
        }
        else { $warned | Should -BeNullOrEmpty }
    }

    It 'takes practices from the inventory' {
        $inventory = Join-Path $PSScriptRoot '../../samples/fleet/practices.csv'
        (Import-PracticeInventory $inventory | Get-SupervisoryAuthority -Profession Dentist).SecurityGuideline | Should -BeLike 'KZBV*'
    }

    It 'says that a Land is not known, and shows the others' {
        $found = Get-SupervisoryAuthority XX, BY -ErrorVariable wrong -ErrorAction SilentlyContinue
        $found.Land | Should -Be 'BY'
        $wrong.FullyQualifiedErrorId | Should -Be 'UnknownLand,PracticeNetSec.Cmdlets.GetSupervisoryAuthorityCommand'
        $wrong[0].Exception.Message | Should -BeLike "*'XX'*"
    }
}
