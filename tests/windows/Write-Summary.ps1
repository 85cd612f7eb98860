# SPDX-License-Identifier: MIT
# Compares the results with the list of Wine's limits: what fails must be on it, and what is on it must fail as the list says:
# its outcome and a message that matches the pattern.
param([string] $Results, [string[]] $Part, [object[]] $Listed)

$ErrorActionPreference = 'Stop'
$passed = $failed = $skipped = $limited = 0
foreach ($suite in $Part) {
    $file = Join-Path $Results "$suite.tsv"
    $lines = @(if (Test-Path -LiteralPath $file) { Get-Content -LiteralPath $file -Encoding utf8 })
    if ($lines.Count -lt 2 -or $lines[-1] -ne 'end') {
        "FAILED ${suite}: ended without a count"
        $failed++
        continue
    }
    $expected = @{}
    foreach ($row in $Listed) { if ($row.Suite -eq $suite) { $expected[$row.Test] = $row } }
    $seen = @{}
    foreach ($line in $lines[0..($lines.Count - 2)]) {
        $outcome, $test, $message = $line -split "`t", 3
        $name = $test
        if ($outcome -eq 'differs') { $limited++; "WINE ${suite}: $name ($message)"; continue }
        if ($outcome -eq 'skipped') { $skipped++; "SKIPPED ${suite}: $name $message"; continue }
        # A theory is listed by its method when all of its cases fail for the same cause.
        if (-not $expected.ContainsKey($test)) { $test = $test -replace '\(.*' }
        if (-not $expected.ContainsKey($test)) {
            if ($outcome -eq 'passed') { $passed++ } else { $failed++; "FAILED ${suite}: $name $($message.Substring(0, [Math]::Min(500, $message.Length)))" }
            continue
        }
        $seen[$test] = $true
        $limit = $expected[$test]
        $end = switch -Regex ($message) { '^The process ended' { 'ends the process' } '^The test had not ended' { 'hangs' } default { 'fails' } }
        if ($outcome -eq 'passed') { $failed++; "FAILED ${suite}: $name passes now: take it off the list of Wine's limits" }
        elseif ($end -ne $limit.Outcome -or $message -notmatch $limit.Message) { $failed++; "FAILED ${suite}: $name fails otherwise than Wine's limit '$($limit.Message)': $message" }
        else { $limited++; "WINE ${suite}: $name ($($limit.Cause))" }
    }
    foreach ($test in $expected.Keys) {
        if (-not $seen.ContainsKey($test)) { $failed++; "FAILED ${suite}: $test is on the list of Wine's limits but was not run" }
    }
}
"$limited on the list of Wine's limits"
"$passed passed, $failed failed, $skipped skipped"
exit [int]($failed -gt 0)
