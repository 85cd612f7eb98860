# SPDX-License-Identifier: MIT

Describe 'Get-ExposureHistory' {
    BeforeAll { $script:ledger = Join-Path $PSScriptRoot '../PracticeNetSec.Cmdlets.Tests/Samples/examples/fleet.db' }

    It 'tells since when the ports of 2019 lay open, and that they are closed' {
        $span = Get-ExposureHistory $ledger -PracticeId CELLE-2019 | Where-Object RuleId -eq 'router.widened-forward'
        $span.FirstSeen.UtcDateTime.ToString('HH:mm:ss', [cultureinfo]::InvariantCulture) | Should -Be '15:33:29'
        $span.IsOpen | Should -BeFalse
        $span.ExposedAtLeast | Should -BeGreaterThan ([timespan]::Zero)
        $span.ClearAfter | Should -BeGreaterThan $span.LastSeen
    }

    It 'shows what is still open' {
        $open = Get-ExposureHistory $ledger -Open
        $open.RuleId | Sort-Object -Unique | Should -Be @('router.incoming-session', 'router.snmp-reachable', 'router.status-page-reachable', 'router.unintended-port')
        $open.IsOpen | Should -Not -Contain $false
    }

    It 'takes ledgers from the pipeline' {
        @(Get-Item $ledger | Get-ExposureHistory).Count | Should -Be @(Get-ExposureHistory $ledger).Count
    }

    It 'says that a practice was never checked, and shows the others' {
        $found = Get-ExposureHistory $ledger -PracticeId NOBODY, CELLE-* -ErrorVariable wrong -ErrorAction SilentlyContinue
        $found.PracticeId | Sort-Object -Unique | Should -Be 'CELLE-2019'
        $wrong.FullyQualifiedErrorId | Should -Be 'PracticeNotInLedger,PracticeNetSec.Cmdlets.GetExposureHistoryCommand'
    }

    It 'refuses a file that is no ledger, and reads the next' {
        Set-Content "$TestDrive/words.db" -Value 'words'
        @(Get-ExposureHistory "$TestDrive/words.db", $ledger -ErrorVariable wrong -ErrorAction SilentlyContinue).Count | Should -BeGreaterThan 10
        $wrong.FullyQualifiedErrorId | Should -Be 'InvalidFileContent,PracticeNetSec.Cmdlets.GetExposureHistoryCommand'
    }
}
