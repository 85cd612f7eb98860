# SPDX-License-Identifier: MIT
#requires -Version 5.1

<#
.SYNOPSIS
    Sets the nightly audit up under Windows: folders that other users cannot read, the script, the scheduled task.
.DESCRIPTION
    Run it as an administrator. Ledgers, reports and dashboards name practices and their vulnerabilities. Every user may
    read C:\ProgramData and create folders in it, so the data folder gets rights of its own: full control for SYSTEM and
    administrators, reading for LocalService, under whose account the task runs, and writing in the folder "out" alone. The
    script lies in C:\Program Files, where that account cannot change what it runs.
.EXAMPLE
    powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File setup.ps1
#>
[CmdletBinding()]
param(
    [string] $Program = "$env:ProgramFiles\PracticeAudit",
    [string] $Data = "$env:ProgramData\PracticeAudit"
)

$ErrorActionPreference = 'Stop'
if ($env:OS -ne 'Windows_NT') { throw 'This script is for Windows. README.md names the commands for Linux.' }

$system = '*S-1-5-18'
$administrators = '*S-1-5-32-544'
$localService = '*S-1-5-19'

function Invoke-Checked([string] $Command, [string[]] $Arguments) {
    & $Command @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Command ended with exit code ${LASTEXITCODE}: $Arguments" }
}

# Whoever created the folder earlier owns it and could give himself its rights back.
if (Test-Path -LiteralPath $Data) {
    $owner = (Get-Acl -LiteralPath $Data).GetOwner([Security.Principal.SecurityIdentifier]).Value
    if ($owner -notin 'S-1-5-18', 'S-1-5-32-544') {
        throw "'$Data' exists and belongs to '$owner', neither to SYSTEM nor to the administrators. Check what it holds and delete it, then run this script again."
    }
}

$out = Join-Path $Data 'out'
foreach ($folder in $Program, $Data, $out) { $null = New-Item -ItemType Directory -Path $folder -Force }
Invoke-Checked icacls.exe @($Data, '/setowner', $administrators, '/T', '/Q')
Invoke-Checked icacls.exe @($Data, '/reset', '/T', '/Q')
Invoke-Checked icacls.exe @($Data, '/inheritance:r', '/grant:r', "${system}:(OI)(CI)F", "${administrators}:(OI)(CI)F", "${localService}:(OI)(CI)RX", '/Q')
Invoke-Checked icacls.exe @($out, '/grant:r', "${localService}:(OI)(CI)M", '/Q')

Copy-Item -LiteralPath (Join-Path $PSScriptRoot 'nightly.ps1') -Destination $Program -Force
Unblock-File -LiteralPath (Join-Path $Program 'nightly.ps1')
$inventory = Join-Path $Data 'practices.csv'
if (-not (Test-Path -LiteralPath $inventory)) {
    "Put your inventory at $inventory. Until then the task ends with exit code 3."
}

# The file names the usual folders.
$task = [IO.File]::ReadAllText((Join-Path $PSScriptRoot 'PracticeAudit.task.xml')).Replace('C:\Program Files\PracticeAudit', $Program).Replace('C:\ProgramData\PracticeAudit', $Data)
$file = Join-Path $out 'PracticeAudit.task.xml'
[IO.File]::WriteAllText($file, $task)
try { Invoke-Checked schtasks.exe @('/Create', '/TN', 'PracticeAudit', '/XML', $file, '/F') }
finally { Remove-Item -LiteralPath $file }
