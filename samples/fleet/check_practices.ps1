# SPDX-License-Identifier: MIT

<#
.SYNOPSIS
    A plug-in for Nagios, NRPE and Icinga: the state of the ledger that nightly.ps1 keeps, in one line and an exit code.
.DESCRIPTION
    It queries no device. A ledger that is missing, altered, interrupted or older than -MaximumAge hours is UNKNOWN.
#>
[CmdletBinding()]
param(
    [string] $Ledger = '/var/lib/practice-audit/fleet.db',
    [double] $MaximumAge = 36,
    [ValidateSet('de', 'en')]
    [string] $Language = 'en'
)

$ErrorActionPreference = $WarningPreference = $ProgressPreference = 'SilentlyContinue'
try {
    Import-Module PracticeNetSec -ErrorAction Stop
    ConvertTo-RmmResult Nagios -LedgerPath $Ledger -MaximumAge $MaximumAge -Language $Language -Exit
}
catch {
    'PRACTICES UNKNOWN - the check did not run: ' + ($_ -replace '[^ -{}~]+', ' ')
}

# -Exit has ended the process where the check ran.
exit 3
