# SPDX-License-Identifier: MIT
# Compares what Linux and Windows made of the same targets with each other and with what the lab is known to be. One line a
# target of lab-truth.tsv: every property is equal but for times, and what that file states is true on both systems. What Wine
# lets differ is listed in lab-differences.tsv, with its cause; what is listed there must differ.
param([string] $Linux, [string] $Windows, [string] $ResultPath)

$ErrorActionPreference = 'Stop'
# Times and durations, also where a text names one.
$times = '(^|\.)(StartedAt|EndedAt|Latency|Duration|Elapsed|FirstSeen|LastSeen|LeaseSeconds|ObservedAt|MeasuredAt|RoundTrip\w*)(\.|$)'

function Get-Value($Object, [string] $Path) {
    if ($Object -is [Management.Automation.PSCustomObject]) { foreach ($property in $Object.PSObject.Properties) { Get-Value $property.Value "$Path.$($property.Name)" } }
    elseif ($Object -is [object[]]) {
        "$Path.Count = $($Object.Count)"
        for ($index = 0; $index -lt $Object.Count; $index++) { Get-Value $Object[$index] "$Path.$index" }
    }
    elseif ($Path -notmatch $times) { "$Path = $($Object -replace '\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?( ?[+-]\d\d:\d\d|Z)?', '(time)' -replace '\s+', ' ')" }
}

function Read-Verdict([string] $Folder, [string] $Name) {
    $file = Join-Path $Folder "$Name.json"
    if (Test-Path -LiteralPath $file) { Get-Value @(ConvertFrom-Json (Get-Content -LiteralPath $file -Raw -Encoding utf8) -DateKind String) '' }
}

$truth = Import-Csv (Join-Path $PSScriptRoot 'lab-truth.tsv') -Delimiter "`t" -Encoding utf8 | Group-Object Target
$listed = Import-Csv (Join-Path $PSScriptRoot 'lab-differences.tsv') -Delimiter "`t" -Encoding utf8
$lines = @(
    foreach ($target in $truth) {
        $name = $target.Name
        $here = @(Read-Verdict $Linux $name)
        $there = @(Read-Verdict $Windows $name)
        if (-not $here) { "failed`t$name`tLinux gave no result"; continue }
        if (-not $there) { "failed`t$name`tWindows gave no result"; continue }
        $limits = @($listed | Where-Object Target -EQ $name)
        $different = @(Compare-Object $here $there -CaseSensitive | ForEach-Object { "$(if ($_.SideIndicator -eq '<=') { 'Linux' } else { 'Windows' }): $($_.InputObject)" })
        $unlisted = @($different | Where-Object { $line = $_; -not ($limits | Where-Object { $line -match $_.Difference }) })
        $idle = @($limits | Where-Object { $pattern = $_.Difference; -not ($different -match $pattern) })
        $untrue = @(foreach ($fact in $target.Group) {
            $line = "$($fact.Path) = $($fact.Value)"
            if ($line -cnotin $here) { "Linux: not $line" }
            if ($line -cnotin $there -and -not ($limits | Where-Object { "Linux: $line" -match $_.Difference })) { "Windows: not $line" }
        })
        if ($untrue) { "failed`t$name`t$($untrue -join '; ')" }
        elseif ($unlisted) { "failed`t$name`t$($unlisted.Count) differences: $($unlisted -join '; ')" }
        elseif ($idle) { "failed`t$name`tNo longer differs, take it off lab-differences.tsv: $($idle.Difference -join '; ')" }
        elseif ($different) { "differs`t$name`t$(@($limits.Cause | Sort-Object -Unique) -join '; ')" }
        else { "passed`t$name`t$($here.Count) values" }
    }
    foreach ($file in Get-ChildItem $Linux, $Windows -Filter *.json | Sort-Object BaseName -Unique) {
        if ($file.BaseName -notin $truth.Name) { "failed`t$($file.BaseName)`tlab-truth.tsv does not state what this target is" }
    }
    'end'
)
Set-Content -LiteralPath $ResultPath -Value $lines -Encoding utf8
$lines
