# SPDX-License-Identifier: MIT
# Examines the situations of truth.sh and counts: Measure-Truth.ps1 -Module FOLDER -Cases FILE. Each situation is a run of its own,
# with a proof of its vantage point of its own, because the ways differ. The last lines are the counts.
param([string] $Module, [string] $Cases, [int] $AtOnce = 40)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $Module 'PracticeNetSec.psd1')
$none = [Threading.CancellationToken]::None
$ports = [PracticeNetSec.Probing.PortList]::Default

$waiting = [Collections.Generic.Queue[object]]::new()
foreach ($line in Get-Content -LiteralPath $Cases) {
    $name, $address, $canary, $open, $accept, $machines, $canary6, $kind = $line -split ' '
    $waiting.Enqueue([pscustomobject]@{ Name = $name; Address = $address; Canaries = @($canary, $canary6) -ne '-'; Machines = @($machines -split ',') -ne '-'; Kind = $kind; Open = $open; Accept = $accept -split ','; Options = $null; Examiner = $null; Checks = @(); Task = $null; Clock = $null })
}

$total = $waiting.Count
$running = [Collections.Generic.List[object]]::new()
$done = [Collections.Generic.List[object]]::new()
while ($waiting.Count -or $running.Count) {
    while ($waiting.Count -and $running.Count -lt $AtOnce) {
        $case = $waiting.Dequeue()
        $case.Options = [PracticeNetSec.Routers.Examination.RouterExaminationOptions]@{ Timeout = [timespan]::FromSeconds(1); MachineAddresses = [string[]] $case.Machines }
        $case.Examiner = [PracticeNetSec.Routers.Examination.RouterExaminer]::new($case.Options)
        $case.Clock = [Diagnostics.Stopwatch]::StartNew()
        $case.Checks = @(foreach ($canary in $case.Canaries) { [PracticeNetSec.Probing.CanaryCheck]::RunAsync($canary, $canary, $ports, [timespan]::FromSeconds(2), $none) })
        $running.Add($case)
    }
    foreach ($case in $running.ToArray()) {
        if (-not $case.Task) {
            if ($case.Checks | Where-Object IsCompleted -EQ $false) { continue }
            foreach ($check in $case.Checks) { $case.Options.Proof.Add($check.GetAwaiter().GetResult()) }
            $practice = if ($case.Kind -ne '-') { [PracticeNetSec.Model.Practice]@{ PracticeId = $case.Name; WanAddress = $case.Address; Line = $case.Kind } }
            $case.Clock.Restart()
            $case.Task = $case.Examiner.ExamineAsync($case.Address, $practice, $none)
        }
        if ($case.Task.IsCompleted) {
            $router = $case.Task.GetAwaiter().GetResult()
            $case.Clock.Stop()
            $case.Examiner.Dispose()
            $null = $running.Remove($case)
            $dangerous = $case.Open -split ',' -notmatch '^(80|443|-)$'
            $judgement = if ("$($router.Verdict)" -in $case.Accept) { 'ok' } elseif ($router.Verdict -eq 'NotExposed') { 'WRONG ALL-CLEAR' } elseif ($router.Verdict -eq 'Exposed') { 'WRONG ALARM' } else { 'NOT KNOWN' }
            # Where the truth lay open, an Undetermined that is acceptable is still counted.
            $missed = $judgement -eq 'ok' -and $dangerous -and "$($router.Verdict)" -eq 'Undetermined' -and 'Exposed' -in $case.Accept
            $done.Add([pscustomobject]@{ Judgement = $judgement; Missed = $missed })
            '{0,-15} {1,-34} {2,-12} {3,5:0.0} s  {4}' -f $judgement, $case.Name, $router.Verdict, $case.Clock.Elapsed.TotalSeconds, (($router.Sources | Where-Object Source -eq 'port confirmation').Detail -join '; ')
        }
    }
    Start-Sleep -Milliseconds 50
}

$count = $done | Group-Object Judgement -AsHashTable -AsString
"undetermined although a port lay open: $(@($done | Where-Object Missed).Count) of $total"
"undetermined although the truth could be known: $(@($count['NOT KNOWN']).Where({ $_ }).Count) of $total"
"wrong alarms: $(@($count['WRONG ALARM']).Where({ $_ }).Count) of $total"
"wrong all-clears: $(@($count['WRONG ALL-CLEAR']).Where({ $_ }).Count) of $total"
