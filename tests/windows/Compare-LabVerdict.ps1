# SPDX-License-Identifier: MIT
# Compares what Linux and Windows made of the same targets: every property is equal but for times. One line a target.
param([string] $Linux, [string] $Windows, [string] $ResultPath)

$ErrorActionPreference = 'Stop'
# Times and durations, also where a text names one.
$times = '(^|\.)(StartedAt|EndedAt|Latency|Duration|Elapsed|FirstSeen|LastSeen|ObservedAt|MeasuredAt|RoundTrip\w*)(\.|$)'

function Get-Value($Object, [string] $Path) {
    if ($Object -is [Management.Automation.PSCustomObject]) { foreach ($property in $Object.PSObject.Properties) { Get-Value $property.Value "$Path.$($property.Name)" } }
    elseif ($Object -is [object[]]) {
        "$Path.Count = $($Object.Count)"
        for ($index = 0; $index -lt $Object.Count; $index++) { Get-Value $Object[$index] "$Path.$index" }
    }
    elseif ($Path -notmatch $times) { "$Path = $($Object -replace '\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?( ?[+-]\d\d:\d\d|Z)?', '(time)')" }
}

$lines = @(
    foreach ($file in Get-ChildItem $Linux -Filter *.json | Sort-Object Name) {
        $name = $file.BaseName
        $other = Join-Path $Windows $file.Name
        if (-not (Test-Path $other)) { "failed`t$name`tWindows gave no result"; continue }
        $here = @(Get-Value @(ConvertFrom-Json (Get-Content $file.FullName -Raw -Encoding utf8) -DateKind String) '')
        $there = @(Get-Value @(ConvertFrom-Json (Get-Content $other -Raw -Encoding utf8) -DateKind String) '')
        $differences = @(Compare-Object $here $there -CaseSensitive | ForEach-Object { "$(if ($_.SideIndicator -eq '<=') { 'Linux' } else { 'Windows' }): $($_.InputObject)" })
        if ($here.Count -lt 5) { "failed`t$name`tLinux gave no result" }
        elseif ($differences) { "failed`t$name`t$($differences.Count) differences: $($differences[0..9] -join '; ' -replace '\s+', ' ')" }
        else { "passed`t$name`t$($here.Count) values" }
    }
    'end'
)
Set-Content -LiteralPath $ResultPath -Value $lines -Encoding utf8
$lines
