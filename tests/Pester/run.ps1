# SPDX-License-Identifier: MIT

<#
.SYNOPSIS
    Runs the Pester files against a built module, and PSScriptAnalyzer over every script where it is installed.
.DESCRIPTION
    Needs PowerShell 7 and the Pester that the build stages at artifacts/modules. The last line is what tests/run.sh
    counts: "N passed, N failed, N skipped".
.PARAMETER Package
    The Gallery package to test. It is unpacked into a folder of its own, so that what is tested is what people get.
.PARAMETER Module
    A module's manifest to test instead of a package; the staged module when neither is given.
.PARAMETER Path
    The Pester files; all of this folder when not given.
#>
param(
    [string] $Package,
    [string] $Module,
    [string[]] $Path = $PSScriptRoot
)

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
$work = Join-Path ([IO.Path]::GetTempPath()) ('pns-pester-' + [guid]::NewGuid())
$null = New-Item -ItemType Directory -Path $work
try {
    if ($Package) {
        [IO.Compression.ZipFile]::ExtractToDirectory((Resolve-Path $Package).Path, (Join-Path $work 'PracticeNetSec'))
        $Module = Join-Path $work 'PracticeNetSec/PracticeNetSec.psd1'
    }
    elseif (-not $Module) { $Module = Join-Path $root 'artifacts/PracticeNetSec/PracticeNetSec.psd1' }
    $Module = (Resolve-Path $Module).Path

    # A recording counts for 30 days by the time of its file, and a clone may be older.
    Get-ChildItem (Join-Path $root 'samples/celle') -Filter 'walk-*.txt' | ForEach-Object { $_.LastWriteTime = Get-Date }

    # By name, too, and in child processes: jobs and parallel runspaces import it as an installed module.
    $env:PSModulePath = @((Split-Path (Split-Path $Module)), (Join-Path $root 'artifacts/modules'), $env:PSModulePath) -join [IO.Path]::PathSeparator
    Import-Module Pester -RequiredVersion (Get-ChildItem (Join-Path $root 'artifacts/modules/Pester')).Name
    Import-Module $Module
    "PowerShell $($PSVersionTable.PSVersion) on $($PSVersionTable.OS), Pester $((Get-Module Pester).Version), module $Module"

    $containers = @(Get-ChildItem $Path -Filter '*.Tests.ps1' -Recurse:$false | ForEach-Object { New-PesterContainer -Path $_.FullName })

    if (-not $containers) { throw "No *.Tests.ps1 lies in $Path." }
    $configuration = New-PesterConfiguration
    $configuration.Run.Container = $containers
    $configuration.Run.PassThru = $true
    $configuration.Output.RenderMode = 'Plaintext'
    $result = Invoke-Pester -Configuration $configuration
    $passed = $result.PassedCount
    $failed = $result.FailedCount + $result.FailedContainersCount + $result.FailedBlocksCount
    $skipped = $result.SkippedCount + $result.InconclusiveCount + $result.NotRunCount
    if ($result.Containers.Count -lt $containers.Count -or $passed -eq 0) { $failed++ }

    # Links are not followed: one of Wine's drives leads to the machine's root.
    $options = [IO.EnumerationOptions]@{ RecurseSubdirectories = $true; AttributesToSkip = 'ReparsePoint' }
    $scripts = @([IO.Directory]::EnumerateFiles($root, '*.ps*1', $options) | Get-Item | Where-Object Extension -In .ps1, .psm1, .psd1 |
            Where-Object { $_.FullName.Substring($root.Length) -notmatch '[\\/](bin|obj|artifacts|out)[\\/]' } | Sort-Object FullName)
    if (Get-Module -ListAvailable PSScriptAnalyzer) {
        Import-Module PSScriptAnalyzer
        foreach ($script in $scripts) {
            $arguments = @{ Path = $script.FullName; Settings = Join-Path $root 'PSScriptAnalyzerSettings.psd1' }
            # Tests run in PowerShell 7 alone, hold umlauts and invented passwords on purpose, and their functions are no commands.
            if ($script.DirectoryName.StartsWith((Join-Path $root 'tests'))) {
                $arguments.ExcludeRule = 'PSUseCompatibleSyntax', 'PSUseBOMForUnicodeEncodedFile', 'PSAvoidUsingConvertToSecureStringWithPlainText',
                'PSUseShouldProcessForStateChangingFunctions', 'PSAvoidUsingPositionalParameters', 'PSUseDeclaredVarsMoreThanAssignments'
            }
            $findings = @(Invoke-ScriptAnalyzer @arguments)
            foreach ($finding in $findings) {
                '{0}:{1}: {2} ({3}): {4}' -f $script.FullName, $finding.Line, $finding.RuleName, $finding.Severity, $finding.Message
            }
            if ($findings) { $failed++ } else { $passed++ }
        }
        "PSScriptAnalyzer analysed $($scripts.Count) scripts"
    }
    else { "PSScriptAnalyzer is not installed: $($scripts.Count) scripts were not analysed (not counted below)" }

    "$passed passed, $failed failed, $skipped skipped"
    exit [int]($failed -gt 0 -or $result.Result -ne 'Passed')
}
finally {
    # On Windows the module's own assemblies are still loaded from there.
    Remove-Item $work -Recurse -Force -ErrorAction Ignore
}
