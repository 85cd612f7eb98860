# SPDX-License-Identifier: MIT

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
