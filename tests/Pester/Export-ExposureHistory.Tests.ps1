# SPDX-License-Identifier: MIT

Describe 'Export-ExposureHistory' {
    BeforeAll { $script:ledger = Join-Path $PSScriptRoot '../PracticeNetSec.Cmdlets.Tests/Samples/examples/fleet.db' }

    It 'writes what Import-ExposureHistory reads, with the same last hash' {
        Export-ExposureHistory $ledger "$TestDrive/export.jsonl"
        $copy = Import-ExposureHistory "$TestDrive/export.jsonl" "$TestDrive/copy.db" -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        $copy.LastHash | Should -Be (Test-ExposureHistory $ledger).LastHash
    }

    It 'finds an export that was cut' {
        Export-ExposureHistory $ledger "$TestDrive/whole.jsonl"
        Set-Content "$TestDrive/cut.jsonl" -Value (Get-Content "$TestDrive/whole.jsonl" | Select-Object -SkipLast 1)
        $null = Import-ExposureHistory "$TestDrive/cut.jsonl" "$TestDrive/cut.db" -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*may be missing at its end*'
    }

    It 'outputs the file with -PassThru' {
        (Export-ExposureHistory $ledger "$TestDrive/file.jsonl" -PassThru).Name | Should -Be 'file.jsonl'
    }
}
