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

function Invoke-Build { Invoke-Native dotnet @('build', (Join-Path $PSScriptRoot 'PracticeNetSec.sln'), '-c', 'Release') }

switch ($Task) {
    'Build' { Invoke-Build }
    'Test' { Invoke-Native bash @((Join-Path $PSScriptRoot 'tests/run.sh')) }
    'Benchmark' {
        Invoke-Build
        Get-ChildItem (Join-Path $PSScriptRoot 'tests/Benchmarks/*.sh') | ForEach-Object { Invoke-Native bash @($_.FullName) }
    }
    'Package' {
        Invoke-Build
        $version = (Import-PowerShellDataFile (Join-Path $staged 'PracticeNetSec.psd1')).ModuleVersion
        Compress-Archive -Path $staged -DestinationPath (Join-Path $PSScriptRoot "artifacts/PracticeNetSec.$version.zip") -Force
    }
    'Publish' {
        Invoke-Build
        # The key is asked for at this moment and kept nowhere.
        $key = Read-Host -Prompt 'PowerShell Gallery API key' -AsSecureString
        Publish-Module -Path $staged -NuGetApiKey ([Net.NetworkCredential]::new('', $key).Password)
    }
}
