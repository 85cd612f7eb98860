# SPDX-License-Identifier: MIT

Describe 'Test-ExposureHistory' {
    BeforeAll {
        $script:samples = Join-Path $PSScriptRoot '../PracticeNetSec.Cmdlets.Tests/Samples/examples'
        Copy-Item "$samples/fleet.db" $TestDrive
        $script:ledger = "$TestDrive/fleet.db"
    }

    It 'finds a ledger whole that was not changed' {
        $check = Test-ExposureHistory $ledger
        "$($check.State) $($check.IsWhole) $($check.Entries) $($check.Checks)" | Should -Be 'Consistent True 9 3'
        Get-Item $ledger | Test-ExposureHistory -Quiet | Should -BeTrue
    }

    It 'knows a hash noted earlier' {
        $noted = (Test-ExposureHistory $ledger).LastHash
        (Test-ExposureHistory $ledger -ExpectedHash $noted).State | Should -Be 'Confirmed'
        (Test-ExposureHistory $ledger -ExpectedHash $noted.Split(':')[1]).State | Should -Be 'Confirmed'
        (Test-ExposureHistory $ledger -ExpectedHash "99:$($noted.Split(':')[1])").State | Should -Be 'RolledBack'
        Test-ExposureHistory $ledger -ExpectedHash ('0' * 63 + '1') -Quiet | Should -BeFalse
    }

    It 'names the entry at which an alteration shows' {
        $bytes = [IO.File]::ReadAllBytes($ledger)
        $text = [Text.Encoding]::GetEncoding('iso-8859-1').GetString($bytes)
        for ($at = $text.IndexOf('CELLE-2019', [StringComparison]::Ordinal); $at -ge 0; $at = $text.IndexOf('CELLE-2019', $at + 1, [StringComparison]::Ordinal)) { $bytes[$at + 9] = [byte][char]'8' }
        [IO.File]::WriteAllBytes("$TestDrive/altered.db", $bytes)
        $check = Test-ExposureHistory "$TestDrive/altered.db"
        "$($check.State) $($check.IsWhole)" | Should -Be 'Altered False'
        "$($check.Problems[0].Kind) $($check.Problems[0].Entry)" | Should -Be 'Altered 3'
    }

    It 'sends a line file of version 0.1.0 to its import' {
        Test-ExposureHistory "$samples/fleet.jsonl" -ErrorVariable wrong -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $wrong.FullyQualifiedErrorId | Should -Be 'LedgerIsLineFile,PracticeNetSec.Cmdlets.TestExposureHistoryCommand'
        "$wrong" | Should -BeLike '*Import-ExposureHistory *'
    }

    It 'refuses a hash that is none, and a ledger that is not there' {
        { Test-ExposureHistory $ledger -ExpectedHash abc } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        @(Test-ExposureHistory "$TestDrive/none.db", $ledger -ErrorVariable wrong -ErrorAction SilentlyContinue).Count | Should -Be 1
        $wrong.FullyQualifiedErrorId | Should -Be 'FileNotFound,PracticeNetSec.Cmdlets.TestExposureHistoryCommand'
    }
}
