# SPDX-License-Identifier: MIT
#requires -Version 5.1

<#
.SYNOPSIS
    Audits the recorded Celle practice in the three stages of 2019. Needs no root, no network and no device.
.DESCRIPTION
    The recordings were made in the lab by snmpwalk, nmap and this module. One report per stage, HTML and JSON, is
    written to out/.
#>
[CmdletBinding()]
param(
    [ValidateSet('de', 'en')]
    [string] $Language = 'de',

    [string] $Path = [IO.Path]::Combine($PSScriptRoot, '..', '..', 'out')
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module -Name PracticeNetSec)) {
    Import-Module ([IO.Path]::Combine($PSScriptRoot, '..', '..', 'artifacts', 'PracticeNetSec', 'PracticeNetSec.psd1'))
}

$practice = Import-PracticeInventory -Path "$PSScriptRoot/practices.csv"

foreach ($stage in 'fault', 'first-update', 'patched') {
    "=== Celle 2019, stage: $stage ==="

    # What nmap saw from outside, joined with what the router itself said.
    $router = Import-NmapScan -Path "$PSScriptRoot/nmap-$stage.xml" -Practice $practice |
        Get-RouterExposure -WalkPath "$PSScriptRoot/walk-$stage.txt"
    # Each on its own: in one stream PowerShell shows the second type by the shape of the first.
    $router | Out-String

    # What a stranger could do with the shares, recorded by Test-ShareReachability.
    $shares = Import-Clixml -Path "$PSScriptRoot/shares-$stage.clixml"
    $shares | Out-String

    $router, $shares |
        Export-BreachReport -Path $Path -Name "celle-$stage" -Language $Language -Force -PassThru |
        ForEach-Object { "Report: $($_.FullName)" }
    ''
}
