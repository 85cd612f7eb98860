# SPDX-License-Identifier: MIT
#requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

<#
.SYNOPSIS
    "No practice has 445 open": a suite for your own CI. It checks the fleet once and then asks the result.
.EXAMPLE
    Invoke-Pester -Container (New-PesterContainer -Path ./Practices.Tests.ps1 -Data @{ Inventory = './practices.csv'; Ledger = './fleet.jsonl' })
#>
param(
    [string] $Inventory = "$PSScriptRoot/practices.csv",
    [string] $Ledger = "$PSScriptRoot/fleet.jsonl"
)

BeforeAll {
    Import-Module PracticeNetSec -ErrorAction Stop
    $script:practices = @(Import-PracticeInventory $Inventory -ErrorVariable badLines -ErrorAction SilentlyContinue)
    $script:audits = @($practices | Invoke-PracticeAudit -LedgerPath $Ledger -ErrorAction SilentlyContinue)
}

Describe 'The inventory' {
    It 'has no wrong line' { $badLines | Should -BeNullOrEmpty }
    It 'has a valid authorisation for every practice' {
        ($audits | Where-Object { $_.Scope.State -ne 'InScope' }).PracticeId | Should -BeNullOrEmpty
    }
}

Describe 'The fleet' {
    It 'was checked to the last practice' { $audits.Count | Should -Be $practices.Count }
    It 'has no practice with port <_> open' -ForEach 445, 139, 3389 {
        $port = $_
        ($audits | Where-Object { $_.RouterExposure.Ports | Where-Object { $_.Port -eq $port -and $_.State -in 'Open', 'OpenReset' } }).PracticeId | Should -BeNullOrEmpty
    }
    It 'has no practice that is exposed' { ($audits | Where-Object Verdict -eq 'Exposed').PracticeId | Should -BeNullOrEmpty }
    It 'has no share that a stranger may write to' {
        ($audits.ShareReachability.Shares | Where-Object { 'Write' -in $_.AnonymousAccess, $_.GuestAccess }).Name | Should -BeNullOrEmpty
    }
    It 'has nothing back that had been put right' {
        Compare-ExposureSnapshot $Ledger -State Regressed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }
    It 'has a ledger that nobody changed' { Test-ExposureHistory $Ledger -Quiet | Should -BeTrue }
}
