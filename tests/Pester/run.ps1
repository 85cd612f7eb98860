# SPDX-License-Identifier: MIT
# Runs the Pester files against the staged module and PSScriptAnalyzer over every script, one test each, and closes with
# the line that tests/run.sh counts. Needs PowerShell 7 with Pester 5: pwsh -File tests/Pester/run.ps1
$ErrorActionPreference = 'Stop'
$root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
Import-Module Pester -MinimumVersion 5.0
Import-Module (Join-Path $root 'artifacts/PracticeNetSec/PracticeNetSec.psd1') -Force
$result = Invoke-Pester -Path $PSScriptRoot -PassThru -Output Normal
$passed = $result.PassedCount
$failed = $result.FailedCount + $result.FailedContainersCount + $result.FailedBlocksCount
$skipped = $result.SkippedCount + $result.NotRunCount

$scripts = Get-ChildItem $root -Recurse -File -Include *.ps1, *.psm1, *.psd1 |
    Where-Object { $_.FullName.Substring($root.Length) -notmatch '[\\/](bin|obj|artifacts|out)[\\/]' } |
    Sort-Object FullName
if (Get-Module -ListAvailable PSScriptAnalyzer) {
    Import-Module PSScriptAnalyzer
    foreach ($script in $scripts) {
        $findings = @(Invoke-ScriptAnalyzer -Path $script.FullName -Settings (Join-Path $root 'PSScriptAnalyzerSettings.psd1'))
        foreach ($finding in $findings) {
            '{0}:{1}: {2} ({3}): {4}' -f $script.FullName, $finding.Line, $finding.RuleName, $finding.Severity, $finding.Message
        }
        if ($findings) { $failed++ } else { $passed++ }
    }
    "PSScriptAnalyzer looked at $($scripts.Count) scripts"
}
else {
    "PSScriptAnalyzer is not on this machine: $($scripts.Count) scripts were not analysed"
    $skipped += $scripts.Count
}

"$passed passed, $failed failed, $skipped skipped"
exit [int]($failed -gt 0 -or $result.Result -ne 'Passed')
