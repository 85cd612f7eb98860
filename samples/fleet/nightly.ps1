# SPDX-License-Identifier: MIT

<#
.SYNOPSIS
    The nightly audit: checks the fleet, writes reports for what is exposed and the dashboard, ends with one line and an exit code.
.DESCRIPTION
    Runs in Windows PowerShell 5.1 and PowerShell 7. A run that was broken off is taken up again.
#>
param(
    [string] $Inventory = "$PSScriptRoot/practices.csv",
    [string] $Output = "$PSScriptRoot/out",
    [ValidateSet('Nagios', 'Icinga', 'Datto', 'NinjaOne', 'Zabbix', 'Json', 'GitHub')]
    [string] $Format = 'Nagios'
)

$null = New-Item -ItemType Directory -Path $Output -Force
$ledger = Join-Path $Output 'fleet.jsonl'

Import-PracticeInventory $Inventory |
    Invoke-PracticeAudit -LedgerPath $ledger -Resume |
    Where-Object { "$($_.Verdict)" -eq 'Exposed' } |
    Export-BreachReport -Path (Join-Path $Output 'reports') -Force

Export-PracticeDashboard (Join-Path $Output 'fleet.html') -LedgerPath $ledger -Force

# The line is made of the ledger, so that it tells of the whole fleet also after a run that was taken up.
$result = ConvertTo-RmmResult $Format -LedgerPath $ledger
$result.Output
exit $result.ExitCode
