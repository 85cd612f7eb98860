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

Describe 'tests/windows/Write-Summary.ps1' {
    BeforeAll {
        $script:results = New-Item -ItemType Directory (Join-Path $TestDrive 'results')
        $script:limit = [pscustomobject]@{ Suite = 'Units'; Test = 'Class.Limited'; Outcome = 'fails'; Message = 'no ICU'; Cause = 'There is no ICU' }
        function script:Get-Summary([string[]] $Lines, [object[]] $Listed) {
            Set-Content -LiteralPath (Join-Path $results 'Units.tsv') -Value $Lines
            @(& (Join-Path $PSScriptRoot '../windows/Write-Summary.ps1') -Results $results -Part Units -Listed $Listed)
        }
    }

    It 'counts <Name>' -ForEach @(
        @{ Name = 'what passed'; Lines = "passed`ta`t", 'end'; Count = '1 passed, 0 failed, 0 skipped' }
        @{ Name = 'a process that Wine ended and that passed the second time'; Lines = "again`ta b`tThe process ended with 0xc0000005.", "passed`ta`t", 'end'; Count = '1 passed, 0 failed, 0 skipped' }
        @{ Name = 'a process that Wine did not start at first'; Lines = "again`ta b`tThe process could not be started: Internal error.", "passed`ta`t", 'end'; Count = '1 passed, 0 failed, 0 skipped' }
        @{ Name = 'more of these than happen by accident as failed'; Lines = @(1..4 | ForEach-Object { "again`ta b`tThe process ended with 0xc0000005." }) + "passed`ta`t", 'end'; Count = '1 passed, 1 failed, 0 skipped' }
        @{ Name = 'a test that failed beside others as failed'; Lines = "again`ta b`tXunit.Sdk.EqualException: differs", "passed`ta`t", 'end'; Count = '1 passed, 1 failed, 0 skipped' }
        @{ Name = 'a file that does not reach its end as failed'; Lines = "passed`ta`t", "passed`tb`t"; Count = '0 passed, 1 failed, 0 skipped' }
    ) {
        (Get-Summary $Lines @())[-1] | Should -Be $Count
    }

    It 'wants a limit of Wine that <Name>' -ForEach @(
        @{ Name = 'fails as listed'; Lines = "failed`tClass.Limited`tthere is no ICU here", 'end'; Count = '0 passed, 0 failed, 0 skipped' }
        @{ Name = 'fails, not one that passes'; Lines = "passed`tClass.Limited`t", 'end'; Count = '0 passed, 1 failed, 0 skipped' }
        @{ Name = 'fails as listed, not otherwise'; Lines = "failed`tClass.Limited`tAccess denied", 'end'; Count = '0 passed, 1 failed, 0 skipped' }
        @{ Name = 'is run'; Lines = "passed`ta`t", 'end'; Count = '1 passed, 1 failed, 0 skipped' }
    ) {
        (Get-Summary $Lines @($limit))[-1] | Should -Be $Count
    }
}

# A program in place of the tests: the first process of several classes ends in the middle of a line, as under Wine.
Describe 'tests/windows/Invoke-UnitPart.ps1' {
    BeforeAll {
        $script:units = New-Item -ItemType Directory (Join-Path $TestDrive 'units')
        Set-Content -LiteralPath (Join-Path $units 'PracticeNetSec.Tests.exe') @'
#!/bin/sh
case "$*" in
  *'-list classes'*) printf 'PracticeNetSec.Tests.A\nPracticeNetSec.Tests.B\n' ;;
  *'-list methods -trait- '*) printf 'PracticeNetSec.Tests.A.One\nPracticeNetSec.Tests.B.One\n' ;;
  *'-list methods'*) ;;
  *)
    for class in A B; do
      case "$*" in *"-class PracticeNetSec.Tests.$class"*) ;; *) continue ;; esac
      echo '{"$type":"test-starting","TestUniqueID":"'$class'","TestDisplayName":"PracticeNetSec.Tests.'$class'.One"}'
      case "$*" in *Tests.A*Tests.B*) printf '{"$type":"test-passed","TestUniq'; exit 5 ;; esac
      echo '{"$type":"test-passed","TestUniqueID":"'$class'"}'
    done
    echo '{"$type":"test-assembly-finished","TestsTotal":1,"TestsNotRun":0}' ;;
esac
'@
        chmod +x (Join-Path $units 'PracticeNetSec.Tests.exe')
    }

    It 'runs the classes of a process again whose report was cut off' {
        $path = Join-Path $TestDrive 'Units.tsv'
        $null = & (Join-Path $PSScriptRoot '../windows/Invoke-UnitPart.ps1') -Units $units -Listed @() -ResultPath $path
        Get-Content -LiteralPath $path | Should -Be @(
            "again`tPracticeNetSec.Tests.A.One`tThe process ended with 0x00000005."
            "passed`tPracticeNetSec.Tests.A.One`t"
            "passed`tPracticeNetSec.Tests.B.One`t"
            'end'
        )
    }
}
