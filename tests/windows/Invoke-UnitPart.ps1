# SPDX-License-Identifier: MIT
# Runs the unit tests in several processes, as many at a time as there are processors, and writes one line a test. Starting
# one takes longer than most classes do, so a process runs several classes, one after the other; where one of them fails, ends
# the process or hangs, each class of that process runs again in its own, so that the others are heard. A test that failed
# beside others fails the run, whatever it does alone.
# What the tests report decides, not the exit code: a process that Wine ends after the last test has still passed.
param([string] $Units, [object[]] $Listed, [string] $ResultPath)

$ErrorActionPreference = 'Stop'
$program = Join-Path $Units 'PracticeNetSec.Tests.exe'
$secondsPerProcess = 120
$classesPerProcess = 12
$lines = [Collections.Generic.List[string]]::new()

# ERROR_INTERNAL_ERROR: Wine at times answers so to the start of a process and starts it a moment later. Each such answer is
# counted with the processes that Wine ended.
$internalError = 1359
function Start-Program([Diagnostics.ProcessStartInfo] $Info) {
    foreach ($attempt in 1..3) {
        try { return [Diagnostics.Process]::Start($Info) }
        catch [Management.Automation.MethodInvocationException] {
            $cause = $_.Exception.InnerException
            if ($attempt -eq 3 -or $cause -isnot [ComponentModel.Win32Exception] -or $cause.NativeErrorCode -ne $internalError) { throw }
            $lines.Add("again`t$($Info.ArgumentList -join ' ')`tThe process could not be started: $($cause.Message -replace '\s+', ' ')")
            Start-Sleep -Seconds 1
        }
    }
}

function Start-Test([string[]] $Arguments) {
    $info = [Diagnostics.ProcessStartInfo]::new($program)
    foreach ($argument in @('-noLogo', '-noColor', '-parallel', 'none') + $Arguments) { $info.ArgumentList.Add($argument) }
    $info.WorkingDirectory = $Units
    $info.StandardOutputEncoding = $info.StandardErrorEncoding = [Text.Encoding]::UTF8
    $info.RedirectStandardInput = $info.RedirectStandardOutput = $info.RedirectStandardError = $true
    $process = Start-Program $info
    $process.StandardInput.Close()
    [pscustomobject]@{ Process = $process; Output = $process.StandardOutput.ReadToEndAsync(); Errors = $process.StandardError.ReadToEndAsync(); Clock = [Diagnostics.Stopwatch]::StartNew() }
}

# Wine may give no time of a child that has just ended, and .NET then cannot tell whose child it was.
function Stop-Test([Diagnostics.Process] $Process) {
    try { $Process.Kill($true) } catch [Management.Automation.MethodInvocationException] { $Process.Kill() }
    $Process.WaitForExit()
}

# One line a test from the JSON lines of one process.
function Read-Result([string] $Name, [string] $Output, [string] $Errors, [string] $End) {
    $names = @{}
    $counted = 0
    $total = $null
    $cutOff = $false
    foreach ($line in $Output -split "`n") {
        if ($line -notmatch '^\{"\$type":"(test-starting|test-passed|test-failed|test-skipped|test-not-run|test-assembly-finished|error|[a-z-]*cleanup-failure)"') { continue }
        $type = $Matches[1]
        # A process that Wine ends may leave half a line: what it would have told counts as not reported.
        try { $message = ConvertFrom-Json $line } catch [ArgumentException] { $cutOff = $true; continue }
        switch -Wildcard ($type) {
            'test-starting' { $names[$message.TestUniqueID] = $message.TestDisplayName }
            'test-passed' { "passed`t$($names[$message.TestUniqueID])`t"; $names.Remove($message.TestUniqueID); $counted++ }
            'test-failed' { "failed`t$($names[$message.TestUniqueID])`t$(("$($message.ExceptionTypes[-1]): $($message.Messages[-1])" -replace '\s+', ' '))"; $names.Remove($message.TestUniqueID); $counted++ }
            'test-skipped' { "skipped`t$($names[$message.TestUniqueID])`t$($message.Reason)"; $names.Remove($message.TestUniqueID); $counted++ }
            'test-assembly-finished' { $total = $message.TestsTotal - $message.TestsNotRun }
            '*failure' { "failed`t$Name`t$($message.Messages -join ' ' -replace '\s+', ' ')" }
            'error' { "failed`t$Name`t$($message.Messages -join ' ' -replace '\s+', ' ')" }
        }
    }
    foreach ($name in $names.Values) { "failed`t$name`t$End" }
    if ($null -eq $total -and $names.Count -eq 0) { "failed`t$Name`t$End $(($Errors -replace '\s+', ' ').Trim())" }
    elseif ($null -ne $total -and ($cutOff -or $counted -ne $total)) { "failed`t$Name`t$counted of $total tests were reported$($cutOff ? ' and a line was cut off' : '')" }
}

$list = Start-Test '-list', 'classes'
$classes = @($list.Output.Result -split "`r?`n" | Where-Object { $_ -match '^PracticeNetSec\.' })
if (-not $classes) { throw "No test class was listed: $($list.Output.Result) $($list.Errors.Result)" }
$methods = Start-Test '-list', 'methods', '-trait-', 'System=Linux'
$expected = @($methods.Output.Result -split "`r?`n" | Where-Object { $_ -match '^PracticeNetSec\.' })
foreach ($listing in $list, $methods) { if (-not $listing.Process.WaitForExit(10000) -or $listing.Process.ExitCode -ne 0) { throw "The list of tests ended with exit code $($listing.Process.ExitCode)." } }

# Tests of another system's kernel or files carry a trait and are not part of this run: they are named and counted.
$foreign = '-trait-', 'System=Linux'
$named = Start-Test '-list', 'methods', '-trait', 'System=Linux'
$notRun = @($named.Output.Result -split "`r?`n" | Where-Object { $_ -match '^PracticeNetSec\.' })
"$($notRun.Count) tests are of Linux only: $(($notRun -replace '^PracticeNetSec\.Tests\.') -join ', ')"

# A test that ends the process or hangs runs alone, so that the others of its class are heard.
$alone = @($Listed | Where-Object { $_.Suite -eq 'Units' -and $_.Outcome -ne 'fails' } | ForEach-Object { $_.Test -replace '\(.*' } | Sort-Object -Unique)
$apart = @($Listed | Where-Object { $_.Suite -eq 'Units' } | ForEach-Object { $_.Test -replace '\(.*' -replace '\.[^.]+$' } | Sort-Object -Unique)
function Get-Work([string[]] $Class) {
    $not = @($alone | Where-Object { ($_ -replace '\.[^.]+$') -in $Class } | ForEach-Object { '-method-', $_ })
    @{ Name = $Class -join ' '; Classes = $Class; Arguments = @($Class | ForEach-Object { '-class', $_ }) + $foreign + $not; Seconds = $secondsPerProcess }
}

$queue = [Collections.Generic.Queue[object]]::new()
foreach ($method in $alone) { $queue.Enqueue(@{ Name = $method; Classes = @($method); Arguments = @('-method', $method); Seconds = 10 }) }
foreach ($class in $apart) { $queue.Enqueue((Get-Work $class)) }
$together = @($classes | Where-Object { $_ -notin $apart })
for ($index = 0; $index -lt $together.Count; $index += $classesPerProcess) {
    $queue.Enqueue((Get-Work $together[$index..([Math]::Min($index + $classesPerProcess, $together.Count) - 1)]))
}

$running = @()
while ($queue.Count -or $running.Count) {
    while ($queue.Count -and $running.Count -lt [Environment]::ProcessorCount) {
        $work = $queue.Dequeue()
        $running += @{ Work = $work; Test = Start-Test ($work.Arguments + '-reporter', 'json') }
    }
    Start-Sleep -Milliseconds 20
    $running = @(
        foreach ($one in $running) {
            $process = $one.Test.Process
            if ($process.HasExited) { $end = "The process ended with 0x$($process.ExitCode.ToString('x8'))." }
            elseif ($one.Test.Clock.Elapsed.TotalSeconds -gt $one.Work.Seconds) { Stop-Test $process; $end = "The test had not ended after $($one.Work.Seconds) s." }
            else { $one; continue }
            $found = @(Read-Result $one.Work.Name $one.Test.Output.Result $one.Test.Errors.Result $end)
            $again = $one.Work.Classes.Count -gt 1 -and @($found | Where-Object { $_.StartsWith('failed') }).Count
            '{0,6:0.0} s {1,4} {2}{3}' -f $one.Test.Clock.Elapsed.TotalSeconds, $found.Count, $one.Work.Name, ($again ? ' (each class again in a process of its own)' : '') | Out-Host
            if ($again) {
                foreach ($class in $one.Work.Classes) { $queue.Enqueue((Get-Work $class)) }
                foreach ($line in $found) { if ($line.StartsWith('failed')) { $lines.Add(($line -replace '^failed', 'again')) } }
            }
            else { $lines.AddRange([string[]]$found) }
        }
    )
}
# Each method is heard of, whatever became of its process.
$heard = [Collections.Generic.HashSet[string]]::new([string[]]@($lines | ForEach-Object { ($_ -split "`t")[1] -replace '\(.*' }))
foreach ($method in $expected) { if (-not $heard.Contains($method)) { $lines.Add("failed`t$method`tIt was not run.") } }
$lines.Add('end')
Set-Content -LiteralPath $ResultPath -Value $lines -Encoding utf8
