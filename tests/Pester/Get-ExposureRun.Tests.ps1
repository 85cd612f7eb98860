# SPDX-License-Identifier: MIT

Describe 'Get-ExposureRun' {
    BeforeAll { $script:ledger = Join-Path $PSScriptRoot '../PracticeNetSec.Cmdlets.Tests/Samples/examples/fleet.db' }

    It 'lists the runs with what they checked' {
        $runs = Get-ExposureRun $ledger
        $runs.Id | Should -Be @('20261124T153326Z-3092d4', '20261124T153332Z-759f41', '20261124T153336Z-45c205')
        $runs | ForEach-Object { "$($_.Checked) of $($_.Total), $($_.IsComplete), $($_.Exposed) exposed" } | Should -Be @('1 of 1, True, 1 exposed', '1 of 1, True, 1 exposed', '1 of 1, True, 0 exposed')
    }

    It 'takes ledgers from the pipeline, and ids with wildcards' {
        (Get-Item $ledger | Get-ExposureRun -Id '*332Z*').Id | Should -Be '20261124T153332Z-759f41'
    }

    It 'gives what Compare-ExposureSnapshot takes' {
        $runs = Get-ExposureRun $ledger
        @(Compare-ExposureSnapshot $ledger -ReferenceRun $runs[0].Id -DifferenceRun $runs[2].Id -State Resolved).Count | Should -BeGreaterThan 3
    }

    It 'survives Export-Clixml' {
        Get-ExposureRun $ledger | Select-Object -First 1 | Export-Clixml "$TestDrive/run.clixml"
        $run = Import-Clixml "$TestDrive/run.clixml"
        "$($run.Id) $($run.Checked) $($run.IsComplete)" | Should -Be '20261124T153326Z-3092d4 1 True'
    }
}
