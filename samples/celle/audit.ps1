# SPDX-License-Identifier: MIT
#requires -Version 5.1

<#
.SYNOPSIS
    Audits the recorded practice in Celle in the three stages of 2019. Needs no root, no network and no device.
.DESCRIPTION
    The recordings were made in the lab by snmpwalk, nmap and this module. For each stage it writes a report, HTML and
    JSON, and returns an object: the stage, the verdict, and the report to open.
.EXAMPLE
    ./samples/celle/audit.ps1 -Language en -Verbose
#>
[CmdletBinding()]
param(
    [ValidateSet('de', 'en')]
    [string] $Language = 'de',

    [string] $Path = [IO.Path]::Combine($PSScriptRoot, '..', '..', 'out')
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module -Name PracticeNetSec)) {
    Import-Module ([WildcardPattern]::Escape([IO.Path]::Combine($PSScriptRoot, '..', '..', 'artifacts', 'PracticeNetSec', 'PracticeNetSec.psd1'))) -Verbose:$false
}

$null = New-Item -ItemType Directory -Path $Path -Force
$practice = Import-PracticeInventory -Path "$PSScriptRoot/practices.csv"

foreach ($stage in 'fault', 'first-update', 'patched') {
    # A recording older than 30 days clears nothing. These stand for ones just made, so their copies have today's date.
    $walk = Copy-Item -LiteralPath "$PSScriptRoot/walk-$stage.txt" -Destination $Path -PassThru
    $walk.LastWriteTime = Get-Date

    # What nmap measured from outside, joined with what the router itself reported.
    $router = Import-NmapScan -Path "$PSScriptRoot/nmap-$stage.xml" -Practice $practice | Get-RouterExposure -WalkPath $walk.FullName

    # What an unauthenticated user could list, read or write in the shares, recorded by Test-ShareReachability.
    $shares = Import-Clixml -LiteralPath "$PSScriptRoot/shares-$stage.clixml"
    $router, $shares | ForEach-Object { Write-Verbose ($_ | Out-String) }

    $files = $router, $shares | Export-BreachReport -Path $Path -Name "celle-$stage" -Language $Language -Force -PassThru
    $report = Get-Content -LiteralPath ($files | Where-Object Extension -eq '.json').FullName -Raw -Encoding utf8 | ConvertFrom-Json
    [pscustomobject]@{
        Stage = $stage
        Verdict = $report.verdict
        Report = ($files | Where-Object Extension -eq '.html').FullName
    }
}
