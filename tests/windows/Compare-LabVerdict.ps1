# SPDX-License-Identifier: MIT
# Compares what Linux and Windows made of the same targets with each other and with what the lab is known to be. One line a
# target of lab-truth.tsv: every property is equal but for times, and what that file states is true on both systems.
param([string] $Linux, [string] $Windows, [string] $ResultPath)

$ErrorActionPreference = 'Stop'
# Times and durations, also where a text names one.
$times = '(^|\.)(StartedAt|EndedAt|Latency|Duration|Elapsed|FirstSeen|LastSeen|LeaseSeconds|ObservedAt|HostAnsweredAt|MeasuredAt|RoundTrip\w*)(\.|$)'

function Get-Value($Object, [string] $Path) {
    if ($Object -is [Management.Automation.PSCustomObject]) { foreach ($property in $Object.PSObject.Properties) { Get-Value $property.Value "$Path.$($property.Name)" } }
    elseif ($Object -is [object[]]) {
        "$Path.Count = $($Object.Count)"
        for ($index = 0; $index -lt $Object.Count; $index++) { Get-Value $Object[$index] "$Path.$index" }
    }
    elseif ($Path -match $times) { "$Path = $(if ($null -eq $Object) { '(none)' } else { '(time)' })" }
    else { "$Path = $($Object -replace '\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?( ?[+-]\d\d:\d\d|Z)?', '(time)' -replace '\s+', ' ')" }
}

function Read-Verdict([string] $Folder, [string] $Name) {
    $file = Join-Path $Folder "$Name.json"
    if (Test-Path -LiteralPath $file) { Get-Value @(ConvertFrom-Json (Get-Content -LiteralPath $file -Raw -Encoding utf8) -DateKind String) '' }
}

$truth = Import-Csv (Join-Path $PSScriptRoot 'lab-truth.tsv') -Delimiter "`t" -Encoding utf8 | Group-Object Target
$lines = @(
    foreach ($target in $truth) {
        $name = $target.Name
        $here = @(Read-Verdict $Linux $name)
        $there = @(Read-Verdict $Windows $name)
        if (-not $here) { "failed`t$name`tLinux gave no result"; continue }
        if (-not $there) { "failed`t$name`tWindows gave no result"; continue }
        $different = @(Compare-Object $here $there -CaseSensitive | ForEach-Object { "$(if ($_.SideIndicator -eq '<=') { 'Linux' } else { 'Windows' }): $($_.InputObject)" })
        $untrue = @(foreach ($fact in $target.Group) {
            $line = "$($fact.Path) = $($fact.Value)"
            if ($line -cnotin $here) { "Linux: not $line" }
            if ($line -cnotin $there) { "Windows: not $line" }
        })
        if ($untrue) { "failed`t$name`t$($untrue -join '; ')" }
        elseif ($different) { "failed`t$name`t$($different.Count) differences: $($different -join '; ')" }
        else { "passed`t$name`t$($here.Count) values" }
    }
    foreach ($file in Get-ChildItem $Linux, $Windows -Filter *.json | Sort-Object BaseName -Unique) {
        if ($file.BaseName -notin $truth.Name) { "failed`t$($file.BaseName)`tlab-truth.tsv does not state what this target is" }
    }
    'end'
)
Set-Content -LiteralPath $ResultPath -Value $lines -Encoding utf8
$lines
