# SPDX-License-Identifier: MIT

Describe 'Compare-ExposureSnapshot' {
    BeforeAll {
        $script:ledger = Join-Path $PSScriptRoot '../PracticeNetSec.Cmdlets.Tests/Samples/examples/fleet.db'
        $script:samples = Join-Path $PSScriptRoot '../../samples/celle'
        $script:before = Import-NmapScan "$samples/nmap-fault.xml"
        $script:after = Import-NmapScan "$samples/nmap-patched.xml"
    }

    It 'tells what the patch has put right' {
        $changes = Compare-ExposureSnapshot $ledger -State Resolved
        $changes.RuleId | Should -Contain 'router.widened-forward'
        $changes.RuleId | Should -Contain 'share.patient-data-writable'
        $changes.RuleId | Should -Not -Contain 'router.snmp-reachable'
    }

    It 'compares any two runs of a ledger' {
        $first = '20261124T153326Z-3092d4'
        (Compare-ExposureSnapshot $ledger -ReferenceRun $first -State New).Title | Should -BeLike '*port 4443, 8443'
        (Compare-ExposureSnapshot $ledger -ReferenceRun $first -State Unchanged).RuleId | Should -Contain 'router.status-page-reachable'
    }

    It 'compares scans, also from the pipeline' {
        $fixed = $after | Get-RouterExposure -WalkPath "$samples/walk-patched.txt"
        (Compare-ExposureSnapshot -ReferenceObject $before -DifferenceObject $fixed | Where-Object RuleId -eq 'router.widened-forward').State | Should -Be 'Resolved'
        ($before | Compare-ExposureSnapshot -ReferenceObject $after | Where-Object RuleId -eq 'router.widened-forward').State | Should -Be 'New'
    }

    It 'takes silence in a scan for no proof that a finding is gone' {
        $change = Compare-ExposureSnapshot -ReferenceObject $before -DifferenceObject $after | Where-Object RuleId -eq 'router.widened-forward'
        "$($change.State) $($change.Note.Code)" | Should -Be 'Undetermined change.unknown-after'
    }

    It 'names the runs where one is asked for that is not there' {
        { Compare-ExposureSnapshot $ledger -ReferenceRun yesterday -ErrorAction Stop } | Should -Throw '*20261124T153326Z-3092d4*' -ErrorId 'RunNotFound,PracticeNetSec.Cmdlets.CompareExposureSnapshotCommand'
    }
}
