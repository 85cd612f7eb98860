# SPDX-License-Identifier: MIT
#requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

<#
.SYNOPSIS
    "No practice has 445 open": a suite for your own CI. It checks the fleet once, then tests the result.
.DESCRIPTION
    A check that did not run fails: without the module, the inventory or a writable ledger no test passes. -CI makes
    the process end with an exit code other than 0 when a test failed.
.EXAMPLE
    Invoke-Pester -CI -Container (New-PesterContainer -Path ./Practices.Tests.ps1 -Data @{ Inventory = './practices.csv'; Ledger = './fleet.db' })
#>
param(
    [string] $Inventory = "$PSScriptRoot/practices.csv",
    [string] $Ledger = "$PSScriptRoot/fleet.db"
)

BeforeAll {
    # What throws here fails every test.
    Import-Module PracticeNetSec -ErrorAction Stop
    $script:practices = @(Import-PracticeInventory $Inventory -ErrorVariable badLines -ErrorAction SilentlyContinue)
    if ($practices.Count -eq 0) { throw "No practice can be read from '$Inventory': $badLines" }
    $script:audits = @($practices | Invoke-PracticeAudit -LedgerPath $Ledger -ErrorVariable failures -ErrorAction SilentlyContinue)
}

Describe 'The inventory' {
    It 'has no invalid line' { $badLines | Should -BeNullOrEmpty }
    It 'has a valid authorisation for every practice' {
        ($audits | Where-Object { $_.Scope.State -ne 'InScope' }).PracticeId | Should -BeNullOrEmpty
    }
}

Describe 'The fleet' {
    # A practice of the last run that is missing from the inventory has a result as well, and no verdict.
    It 'has a result for every practice and no other' { $audits.PracticeId | Sort-Object | Should -Be @($practices.PracticeId | Sort-Object) }
    It 'has a verdict for every practice' { ($audits | Where-Object Verdict -eq 'Undetermined').PracticeId | Should -BeNullOrEmpty }
    It 'was checked without an error' {
        $failures | Where-Object { $_.FullyQualifiedErrorId -notlike 'OutOfScope,*' } | Should -BeNullOrEmpty
    }
    It 'has no practice with port <_> open' -ForEach 445, 139, 3389 {
        $port = $_
        ($audits | Where-Object { $_.RouterExposure.Ports | Where-Object { $_.Port -eq $port -and $_.State -in 'Open', 'OpenReset' } }).PracticeId | Should -BeNullOrEmpty
    }
    It 'has no practice that is exposed' { ($audits | Where-Object Verdict -eq 'Exposed').PracticeId | Should -BeNullOrEmpty }
    It 'has no share that an unauthenticated user may write to' {
        ($audits.ShareReachability.Shares | Where-Object { 'Write' -in $_.AnonymousAccess, $_.GuestAccess }).Name | Should -BeNullOrEmpty
    }
    It 'has no finding again that had been fixed' {
        $again = Compare-ExposureSnapshot $Ledger -State Regressed -ErrorVariable errors -ErrorAction SilentlyContinue
        # The first run has nothing to be compared with.
        $errors | Where-Object FullyQualifiedErrorId -NotLike 'TooFewRuns,*' | Should -BeNullOrEmpty
        $again | Should -BeNullOrEmpty
    }
    It 'has a ledger that was not altered' { Test-ExposureHistory $Ledger -Quiet | Should -BeTrue }
}
