# SPDX-License-Identifier: MIT

<#
.SYNOPSIS
    A plug-in for Nagios, NRPE and Icinga: the state of the ledger that nightly.ps1 keeps, in one line and an exit code.
.DESCRIPTION
    It queries no device. A ledger that is missing, altered, interrupted or older than -MaximumAge hours is UNKNOWN.
#>
# Without types and attributes: PowerShell would end with 1, which is a warning, before the script could report a wrong value.
param($Ledger = '/var/lib/practice-audit/fleet.db', $MaximumAge = 36, $Language = 'en')

$ErrorActionPreference = $WarningPreference = $ProgressPreference = 'SilentlyContinue'
try {
    if ($args) { throw "'$args' is no parameter of this script: -Ledger, -MaximumAge and -Language are" }
    Import-Module PracticeNetSec -ErrorAction Stop
    ConvertTo-RmmResult Nagios -LedgerPath $Ledger -MaximumAge $MaximumAge -Language $Language -Exit
}
catch {
    'PRACTICES UNKNOWN - the check did not run: ' + ($_ -replace '[^ -{}~]+', ' ')
}

# -Exit has ended the process where the check ran.
exit 3
