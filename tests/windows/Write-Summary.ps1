# SPDX-License-Identifier: MIT
# Compares the results with the list of Wine's limits: what fails must be on it, and what is on it must fail as the list says:
# its outcome and a message that matches the pattern.
param([string] $Results, [string[]] $Part, [object[]] $Listed)

$ErrorActionPreference = 'Stop'
# Wine itself may not start, end or hold up a process, whose classes then run again; more than these few are no accident.
$maxAgain = 3
$passed = $failed = $skipped = $limited = $again = 0
foreach ($row in $Listed) { if ($row.Suite -notin 'Pester', 'Units') { $failed++; "FAILED $($row.Suite): the list of Wine's limits names a suite that does not exist" } }
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
        if ($outcome -eq 'again') {
            if ($message -match '^The (process ended|process could not be started|test had not ended)') { $again++; "AGAIN ${suite}: $name $message" }
            else { $failed++; "FAILED ${suite}: $name failed beside other classes: $message" }
            continue
        }
        if ($outcome -eq 'skipped') { if ($env:CI -eq 'true') { $failed++ } else { $skipped++ }; "SKIPPED ${suite}: $name $message"; continue }
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
if ($again -gt $maxAgain) { $failed++; "FAILED: Wine did not start, ended or held up $again, more than $maxAgain" }
"$again were not started, ended or held up by Wine, and ran again"
"$limited on the list of Wine's limits"
"$passed passed, $failed failed, $skipped skipped"
exit [int]($failed -gt 0)
