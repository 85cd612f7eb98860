# SPDX-License-Identifier: MIT

Describe 'Import-ExposureHistory' {
    BeforeAll { $script:lines = Join-Path $PSScriptRoot '../PracticeNetSec.Cmdlets.Tests/Samples/examples/fleet.jsonl' }

    It 'reads a ledger of version 0.1.0' {
        $check = Import-ExposureHistory $lines "$TestDrive/new.db" -WarningVariable warned
        "$($check.State) $($check.Entries) $($check.Checks)" | Should -Be 'Consistent 9 3'
        $warned | Should -BeNullOrEmpty
        @(Get-ExposureHistory "$TestDrive/new.db").Count | Should -BeGreaterThan 10
    }

    It 'replaces a ledger only with -Force' {
        Set-Content "$TestDrive/kept.db" -Value 'kept'
        Import-ExposureHistory $lines "$TestDrive/kept.db" -ErrorVariable wrong -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $wrong.FullyQualifiedErrorId | Should -Be 'FileExists,PracticeNetSec.Cmdlets.ImportExposureHistoryCommand'
        Get-Content "$TestDrive/kept.db" | Should -Be 'kept'
    }

    It 'refuses an altered file, and leaves nothing behind' {
        $folder = New-Item -ItemType Directory "$TestDrive/altered"
        [IO.File]::WriteAllText("$folder/fleet.jsonl", [IO.File]::ReadAllText($lines).Replace('CELLE-2019', 'CELLE-2018'))
        Import-ExposureHistory "$folder/fleet.jsonl" "$folder/new.db" -ErrorVariable wrong -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $wrong.FullyQualifiedErrorId | Should -Be 'LedgerBroken,PracticeNetSec.Cmdlets.ImportExposureHistoryCommand'
        (Get-ChildItem $folder -Force).Name | Should -Be 'fleet.jsonl'
    }

    It 'warns where lines may be missing at the end' {
        $folder = New-Item -ItemType Directory "$TestDrive/cut"
        Copy-Item $lines $folder
        $null = Import-ExposureHistory "$folder/fleet.jsonl" "$folder/new.db" -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*may be missing at its end*'
    }
}
