# SPDX-License-Identifier: MIT

<#
.SYNOPSIS
    The nightly audit: checks the fleet, writes reports for what is exposed and the dashboard, ends with one line and an exit code.
.DESCRIPTION
    Runs in Windows PowerShell 5.1 and PowerShell 7. A run that was interrupted less than twelve hours ago is continued. A check that did not run, or in
    which something failed, ends with the UNKNOWN line of the format and never with exit code 0.
#>
# Without types and attributes: PowerShell would end with 1, which is a warning, before the script could report a wrong value.
param($Inventory = "$PSScriptRoot/practices.csv", $Output = "$PSScriptRoot/out", $Format = 'Nagios')

# Nothing but the result may be printed: Nagios reads the first line, and Zabbix reads standard error as well. What
# fails is collected instead and stands in the result.
$ErrorActionPreference = $WarningPreference = $ProgressPreference = 'SilentlyContinue'

# Without the module nothing can render the line.
function Write-UnknownResult([string] $Reason) {
    $text = 'the check did not run: ' + ($Reason -replace '[^ -$&-{}~]+', ' ')
    if ($Format -in 'Datto', 'NinjaOne' -and $text.Length -gt 160) { $text = $text.Substring(0, 160) }
    switch -Regex ($Format) {
        'Datto' { '<-Start Result->'; "STATUS=UNKNOWN - $text"; '<-End Result->' }
        'NinjaOne' { "UNKNOWN - $text" }
        'GitHub' { "::error title=PracticeNetSec UNKNOWN::$text" }
        'Zabbix|Json' {
            [ordered]@{ state = 3; status = 'Unknown'; practices = 0; exposed = 0; atRisk = 0; undetermined = 0; notExposed = 0; completeCoverage = 0; errors = 1; text = $text } | ConvertTo-Json -Compress
        }
        'Checkmk' { "3 `"Practices`" - UNKNOWN - $($text -replace '[\\"]')" }
        'Prtg' { @{ prtg = @{ error = 1; text = $text -replace '#' } } | ConvertTo-Json -Compress }
        'Prometheus' { "# PRACTICES UNKNOWN - $text"; '# TYPE practicenetsec_state gauge'; 'practicenetsec_state 3' }
        default { "PRACTICES UNKNOWN - $text" }
    }
}

$unknown = if ($Format -in 'Datto', 'GitHub') { 1 } else { 3 }
try {
    if ($args) { throw "'$args' is no parameter of this script: -Inventory, -Output and -Format are" }
    Import-Module PracticeNetSec -ErrorAction Stop
    $null = Get-Command ConvertTo-RmmResult -Module PracticeNetSec -ErrorAction Stop
    $formats = 'Nagios', 'Icinga', 'Datto', 'NinjaOne', 'Zabbix', 'Json', 'GitHub', 'Checkmk', 'Prtg', 'Prometheus'
    if ($Format -notin $formats) { throw "'$Format' is no format: $($formats -join ', ') are" }
}
catch {
    Write-UnknownResult $_
    exit $unknown
}

$failures = @()
$ledger = Join-Path $Output 'fleet.db'
# Only a run of this night is continued: what an older one found must not stand in for tonight's check.
$resume = [bool](Get-Item -LiteralPath $ledger, "$ledger-wal" -ErrorAction SilentlyContinue | Where-Object LastWriteTime -gt (Get-Date).AddHours(-12))
try {
    try {
        $practices = @(Import-PracticeInventory $Inventory -ErrorVariable +failures)
        # A wrong line is a practice with a result of its own. Where the file cannot be read to its end, it is not known whom to check.
        $unread = @($failures | Where-Object { "$($_.FullyQualifiedErrorId)" -notlike 'InvalidInventoryLine,*' })
        if ($practices.Count -eq 0 -or $unread.Count -gt 0) {
            # The ledger would show an earlier night.
            $result = ConvertTo-RmmResult $Format -Failure $failures
        }
        else {
            $practices |
                Invoke-PracticeAudit -LedgerPath $ledger -Resume:$resume -ErrorVariable +failures |
                # What an interrupted run had found has its report already, and a ledger has no details for another.
                Where-Object { "$($_.Verdict)" -eq 'Exposed' -and $_.RouterExposure } |
                Export-BreachReport -Path (Join-Path $Output 'reports') -LedgerPath $ledger -Force -ErrorVariable +failures

            Export-PracticeDashboard (Join-Path $Output 'fleet.html') -LedgerPath $ledger -Force -ErrorVariable +failures

            # The line is made from the ledger, so that it covers the whole fleet also when a run was continued.
            $result = ConvertTo-RmmResult $Format -LedgerPath $ledger -Failure $failures
        }
    }
    catch {
        $result = ConvertTo-RmmResult $Format -Failure (@($failures) + $_)
    }

    $line, $code = $result.Output, $result.ExitCode
    if (-not $line) { throw 'no result was made' }
}
catch {
    # For instance an older version of the module.
    Write-UnknownResult $_
    exit $unknown
}

$line
exit $code
