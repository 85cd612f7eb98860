# SPDX-License-Identifier: MIT
# tests/windows/test.ps1 as a user starts it, with a dotnet and a built PowerShell that only record how they are called: the
# real ones run under Windows and, by tests/windows/run.sh, under Wine.
if ($IsWindows) { return }

Describe 'tests/windows/test.ps1' {
    BeforeAll {
        $script:folder = New-Item -ItemType Directory (Join-Path $TestDrive 'a clone/tests/windows/obj/host') -Force
        Copy-Item (Join-Path $PSScriptRoot '../windows/test.ps1') (Join-Path $TestDrive 'a clone/tests/windows')
        $script:programs = New-Item -ItemType Directory (Join-Path $TestDrive 'programs')
        $script:calls = Join-Path $TestDrive 'calls.txt'
        function script:New-Program([string] $Path, [int] $ExitCode) {
            Set-Content -LiteralPath $Path "#!/bin/sh`nfor argument; do printf '%s|' `"`$argument`"; done >> '$calls'; echo >> '$calls'; exit $ExitCode"
            chmod +x $Path
        }

        function script:Invoke-Suite {
            $before = $env:PATH
            $real = Join-Path $PSHOME 'pwsh.dll'
            $dotnet = (Get-Command dotnet).Source
            try {
                $env:NO_COLOR = 1
                $env:PATH = "$programs$([IO.Path]::PathSeparator)$before"
                $output = & $dotnet $real -NoProfile -NonInteractive -File (Join-Path $TestDrive 'a clone/tests/windows/test.ps1') 2>&1
                [pscustomobject]@{ ExitCode = $LASTEXITCODE; Output = "$output" -replace '\s+\|\s+|\s+', ' '; Calls = @(Get-Content -LiteralPath $calls -ErrorAction Ignore) }
            }
            finally {
                $env:PATH = $before
                $env:NO_COLOR = $null
            }
        }
    }

    BeforeEach { Remove-Item -LiteralPath $calls -ErrorAction Ignore }

    It 'builds, publishes and ends with the exit code of the tests' {
        New-Program (Join-Path $programs 'dotnet') 0
        New-Program (Join-Path $folder 'pwsh.exe') 3
        $run = Invoke-Suite
        $run.ExitCode | Should -Be 3 -Because $run.Output
        $run.Calls.Count | Should -Be 5
        $run.Calls[0] | Should -Be 'build|src/PracticeNetSec.Packaging|-c|Release|-v|quiet|'
        $run.Calls[3] | Should -BeLike 'publish|tests/PracticeNetSec.Tests|*|-p:RunAnalyzers=false|-r|win-x64|--self-contained|-o|*/a clone/tests/windows/obj/units|'
        $run.Calls[4] | Should -BeLike '-NoProfile|-ExecutionPolicy|Bypass|-File|*/a clone/tests/windows/run.ps1|'
    }

    It 'ends with an error that names the step when a build fails' {
        New-Program (Join-Path $programs 'dotnet') 1
        $run = Invoke-Suite
        $run.ExitCode | Should -Be 1
        $run.Output | Should -BeLike "*'dotnet build src/PracticeNetSec.Packaging*' failed with exit code 1*"
        $run.Calls.Count | Should -Be 1
    }
}
