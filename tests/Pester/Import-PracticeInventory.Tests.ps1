# SPDX-License-Identifier: MIT

Describe 'Import-PracticeInventory' {
    BeforeAll { $script:samples = Join-Path $PSScriptRoot '../../samples' }

    It 'reads the German columns of a fleet' {
        $practices = Import-PracticeInventory "$samples/fleet/practices.csv"
        $practices.PracticeId | Should -Be @('P-001', 'P-002', 'P-003')
        $practices.Land | Should -Be @('NI', 'BY', 'HH')
        $practices[0].IntendedPorts | Should -Be 443
        $practices[0].AuthorizedUntil.Year | Should -Be 2099
        $practices[2].Servers | Should -Be @('10.0.0.5', '10.0.0.6')
    }

    It 'takes files from the pipeline' {
        (Get-ChildItem "$samples/celle/practices.csv" | Import-PracticeInventory).PracticeId | Should -Be 'CELLE-2019'
    }

    It 'names a wrong line, and keeps the good ones and the practice of the wrong one' {
        Set-Content "$TestDrive/list.csv" -Value 'PracticeId;Land;WanAddress', 'A;XX;192.0.2.1', 'B;NI;192.0.2.2', 'B;NI;192.0.2.3'
        $practices = Import-PracticeInventory "$TestDrive/list.csv" -ErrorVariable wrong -ErrorAction SilentlyContinue
        ($practices | Where-Object { -not $_.InventoryProblem }).WanAddress | Should -Be '192.0.2.2'
        $unusable = $practices | Where-Object { $_.InventoryProblem }
        $unusable.PracticeId | Should -Be @('A', 'list:4')
        $unusable.InventoryProblem.Code | Should -Be @('inventory.value-unusable', 'inventory.id-twice')
        $unusable | Where-Object WanAddress | Should -BeNullOrEmpty
        $wrong.FullyQualifiedErrorId | Should -Be (@('InvalidInventoryLine,PracticeNetSec.Cmdlets.ImportPracticeInventoryCommand') * 2)
        $wrong[0].Exception.Message | Should -BeLike "list.csv, line 2: Land 'XX'*"
        $wrong[1].Exception.Message | Should -BeLike 'list.csv, line 4: *'
    }

    It 'says that <Name> is no inventory, and reads the next file' -ForEach @(
        @{ Name = 'an empty file'; Text = @(); Id = 'InvalidFileContent' }
        @{ Name = 'a list without the key column'; Text = 'Name;Land', 'A;NI'; Id = 'InvalidFileContent' }
        @{ Name = 'a list without a practice'; Text = 'PracticeId;WanAddress'; Id = 'InventoryWithoutPractice' }
    ) {
        Set-Content "$TestDrive/wrong.csv" -Value $Text
        $good = Import-PracticeInventory "$TestDrive/wrong.csv", "$samples/celle/practices.csv" -ErrorVariable wrong -ErrorAction SilentlyContinue
        $good.PracticeId | Should -Be 'CELLE-2019'
        $wrong.FullyQualifiedErrorId | Should -Be "$Id,PracticeNetSec.Cmdlets.ImportPracticeInventoryCommand"
        $wrong[0].Exception.Message | Should -BeLike '*wrong.csv*'
    }
}
