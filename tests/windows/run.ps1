# SPDX-License-Identifier: MIT

<#
.SYNOPSIS
    Runs the tests of the module and its core on Windows. tests/windows/run.sh runs it under Wine.
.DESCRIPTION
    Each part writes one line a test into a file of its own: outcome, name and message, separated by tabs. The last part
    compares them with the list of what Wine cannot do and ends with the line "N passed, N failed, N skipped".
.PARAMETER Part
    Pester, Units or Summary; all of them when not given.
.PARAMETER Module
    The folder of the module to test.
.PARAMETER Pester
    The folder that holds Pester.
.PARAMETER Units
    The folder with PracticeNetSec.Tests.exe.
.PARAMETER Results
    The folder for results.
.PARAMETER Limits
    The list of what Wine cannot do; none on real Windows.
.PARAMETER Parts
    The parts whose results the summary wants, separated by commas.
#>
param(
    [ValidateSet('Pester', 'Units', 'Summary')] [string[]] $Part = @('Pester', 'Units', 'Summary'),
    [string] $Module = (Join-Path $PSScriptRoot '../../artifacts/PracticeNetSec'),
    [string] $Pester = (Join-Path $PSScriptRoot '../../artifacts/modules/Pester'),
    [string] $Units = (Join-Path $PSScriptRoot 'obj/units'),
    [string] $Results = (Join-Path $PSScriptRoot 'obj/results'),
    [string] $Limits,
    [string] $Parts = 'Pester,Units'
)

$ErrorActionPreference = 'Stop'
$null = New-Item -ItemType Directory -Path $Results -Force
$listed = @(if ($Limits) { Import-Csv $Limits -Delimiter "`t" -Encoding utf8 })

# An old result must not stand for a part that ends before it wrote one.
$Part | ForEach-Object { Remove-Item -LiteralPath (Join-Path $Results "$_.tsv") -ErrorAction Ignore }

switch ($Part) {
    'Pester' { & (Join-Path $PSScriptRoot 'Invoke-PesterPart.ps1') -Module $Module -Pester $Pester -ResultPath (Join-Path $Results 'Pester.tsv') }
    'Units' { & (Join-Path $PSScriptRoot 'Invoke-UnitPart.ps1') -Units $Units -Listed $listed -ResultPath (Join-Path $Results 'Units.tsv') }
    'Summary' {
        & (Join-Path $PSScriptRoot 'Write-Summary.ps1') -Results $Results -Part ($Parts -split ',') -Listed $listed
        exit $LASTEXITCODE
    }
}
