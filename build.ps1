# SPDX-License-Identifier: MIT
#requires -Version 5.1

<#
.SYNOPSIS
    Builds, tests, packages and measures PracticeNetSec. A thin face over dotnet and the scripts in tests/.
.EXAMPLE
    ./build.ps1 -Task Build
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package', 'Benchmark', 'Publish')]
    [string] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'
$staged = Join-Path $PSScriptRoot 'artifacts/PracticeNetSec'

function Invoke-Native {
    param([string] $Command, [string[]] $Arguments)
    & $Command @Arguments
    if ($LASTEXITCODE -ne 0) { throw "'$Command $Arguments' failed with exit code $LASTEXITCODE." }
}

function Invoke-Package {
    Invoke-Build
    Invoke-Native dotnet @('run', '--project', (Join-Path $PSScriptRoot 'src/PracticeNetSec.Packaging'), '-c', 'Release', '--no-build', '--', 'package')
}

function Invoke-Build { Invoke-Native dotnet @('build', (Join-Path $PSScriptRoot 'PracticeNetSec.sln'), '-c', 'Release') }

switch ($Task) {
    'Build' { Invoke-Build }
    'Test' { Invoke-Native bash @((Join-Path $PSScriptRoot 'tests/run.sh')) }
    'Benchmark' {
        Invoke-Build
        Get-ChildItem (Join-Path $PSScriptRoot 'tests/Benchmarks/*.sh') | ForEach-Object { Invoke-Native bash @($_.FullName) }
    }
    'Package' { Invoke-Package }
    'Publish' {
        Invoke-Package
        $package = Get-ChildItem (Join-Path $PSScriptRoot 'artifacts/PracticeNetSec.*.nupkg') | Sort-Object LastWriteTime | Select-Object -Last 1
        # PSResourceGet 1.0, as PowerShell 7.4 brought it, cannot publish a finished package.
        $publish = Get-Command Publish-PSResource -ErrorAction Ignore | Where-Object { $_.Parameters.ContainsKey('NupkgPath') }
        # The key is asked for at this moment and kept nowhere.
        $key = [Net.NetworkCredential]::new('', (Read-Host -Prompt 'PowerShell Gallery API key' -AsSecureString)).Password
        if ($publish) {
            Publish-PSResource -NupkgPath $package.FullName -Repository PSGallery -ApiKey $key
        }
        else {
            Publish-Module -Path $staged -Repository PSGallery -NuGetApiKey $key
        }
    }
}
