# SPDX-License-Identifier: MIT
#requires -Version 5.1

<#
.SYNOPSIS
    Builds everything and runs the Windows tests on a Windows machine. See docs/windows.md.
.DESCRIPTION
    Starts in Windows PowerShell 5.1 or PowerShell 7; the tests run in the PowerShell 7 that this builds.
#>
$ErrorActionPreference = 'Stop'
$root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
$work = Join-Path $PSScriptRoot 'obj'

# An array, because PowerShell takes an unquoted -p:Name=Value apart.
function Invoke-Dotnet([string[]] $Arguments) {
    & dotnet @Arguments
    if ($LASTEXITCODE -ne 0) { throw "'dotnet $Arguments' failed with exit code $LASTEXITCODE." }
}

Push-Location $root
try {
    # The module with its help, and Pester beside it.
    Invoke-Dotnet 'build', 'src/PracticeNetSec.Packaging', '-c', 'Release', '-v', 'quiet'
    Invoke-Dotnet 'build', 'tests/Common', '-c', 'Release', '-v', 'quiet'
    Invoke-Dotnet 'publish', 'tests/windows/PracticeNetSec.WindowsHost', '-c', 'Release', '-v', 'quiet', '-p:RunAnalyzers=false', '-o', (Join-Path $work 'host')
    Invoke-Dotnet 'publish', 'tests/PracticeNetSec.Tests', '-c', 'Release', '-v', 'quiet', '-p:RunAnalyzers=false', '-r', 'win-x64', '--self-contained', '-o', (Join-Path $work 'units')
    & (Join-Path $work 'host/pwsh.exe') -NoProfile -ExecutionPolicy Bypass -File (Join-Path $PSScriptRoot 'run.ps1')
    exit $LASTEXITCODE
}
finally { Pop-Location }
