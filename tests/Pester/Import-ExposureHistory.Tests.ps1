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

Describe 'Merge-ExposureHistory' {
    BeforeAll {
        $script:parts = foreach ($part in 'A', 'B') {
            [PracticeNetSec.Model.Practice]@{ PracticeId = $part; WanAddress = '127.0.0.1'; AuthorizedBy = 'Dr. Muster' } | Invoke-PracticeAudit -LedgerPath "$TestDrive/$part.db" -Port 9 -SkipRouter -SkipShares -TimeoutSeconds 0.2 | Out-Null
            Get-Item "$TestDrive/$part.db"
        }
    }

    It 'makes one run of the parts of one night' {
        $check = $parts | Merge-ExposureHistory -LedgerPath "$TestDrive/all.db"
        $run = Get-ExposureRun $check.Path
        "$($run.Checked) of $($run.Total), $($run.IsComplete)" | Should -Be '2 of 2, True'
    }

    It 'leaves the run interrupted where a part is' {
        $null = Export-ExposureHistory $parts[1] "$TestDrive/b.jsonl" -Force
        Set-Content "$TestDrive/b.jsonl" -Value (Get-Content "$TestDrive/b.jsonl" | Select-Object -First 1)
        $null = Import-ExposureHistory "$TestDrive/b.jsonl" "$TestDrive/interrupted.db" -WarningAction Ignore
        $null = Merge-ExposureHistory $parts[0], "$TestDrive/interrupted.db" "$TestDrive/some.db"
        $run = Get-ExposureRun "$TestDrive/some.db"
        "$($run.Checked) of $($run.Total), $($run.IsComplete)" | Should -Be '1 of 2, False'
        (ConvertTo-RmmResult Nagios -LedgerPath "$TestDrive/some.db").ExitCode | Should -Be 3
    }
}
