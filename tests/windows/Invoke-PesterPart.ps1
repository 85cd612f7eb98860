# SPDX-License-Identifier: MIT
# Runs tests/Pester and tests/Pester/Windows against a module's folder and writes one line a test.
param([string] $Module, [string] $Pester, [string] $ResultPath)

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
$env:PSModulePath = @((Split-Path $Module), (Split-Path $Pester), $env:PSModulePath) -join [IO.Path]::PathSeparator
Import-Module Pester -MinimumVersion 6.0
Import-Module (Join-Path $Module 'PracticeNetSec.psd1')
"PowerShell $($PSVersionTable.PSVersion) on $($PSVersionTable.OS), Pester $((Get-Module Pester).Version), module $Module"

$files = @(Get-ChildItem (Join-Path $root 'tests/Pester'), (Join-Path $root 'tests/Pester/Windows') -Filter '*.Tests.ps1' -ErrorAction Ignore)
$configuration = New-PesterConfiguration
$configuration.Run.Container = @($files | ForEach-Object { New-PesterContainer -Path $_.FullName })
$configuration.Run.PassThru = $true
$configuration.Output.RenderMode = 'Plaintext'
$result = Invoke-Pester -Configuration $configuration
$lines = @(
    foreach ($test in $result.Tests) {
        $outcome = if ($test.Result -in 'Passed', 'Failed') { $test.Result.ToLowerInvariant() } else { 'skipped' }
        "$outcome`t$($test.ExpandedPath)`t$(("$($test.ErrorRecord)" -replace '\s+', ' '))"
    }
    foreach ($container in $result.FailedContainers) { "failed`t$($container.Item)`t$(("$($container.ErrorRecord)" -replace '\s+', ' '))" }
    foreach ($block in $result.FailedBlocks) { "failed`t$($block.ExpandedPath)`t$(("$($block.ErrorRecord)" -replace '\s+', ' '))" }
    foreach ($container in $result.Containers) { if ($container.TotalCount -eq 0 -and "$($container.Item)" -match '[\\/]Windows[\\/]') { "failed`t$($container.Item)`tNo test of it was run" } }
    if ($result.Containers.Count -ne $files.Count) { "failed`tAll Pester files`t$($result.Containers.Count) of $($files.Count) were run" }
    'end'
)
Set-Content -LiteralPath $ResultPath -Value $lines -Encoding utf8
