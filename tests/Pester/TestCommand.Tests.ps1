# SPDX-License-Identifier: MIT
# How tests/run.sh counts: a run that crashed, was killed or ran nothing is never green.
if ($IsWindows) { return }

Describe 'The count of tests/run.sh' {
    BeforeAll {
        $command = (Resolve-Path (Join-Path $PSScriptRoot '../run.sh')).Path
        # Its functions without its last line, which runs everything.
        $script:stages = Join-Path $TestDrive 'functions.sh'
        Set-Content $stages ((Get-Content $command) -notmatch '^main "\$@"$' -notmatch '^cd ')
        function script:Invoke-Count([string] $Lines, [string] $CI = 'false') {
            $text = "export CI=$CI PNS_TEST_RESULTS='$TestDrive'; source '$stages'`n$Lines`necho `"`$passed `$failed `$skipped`""
            @(bash -c $text 2>$null)[-1]
        }
    }

    It 'of <Name> is <Expected>' -ForEach @(
        @{ Name = 'a run in which all pass'; Lines = 'count_run units 0 5 0 0'; Expected = '5 0 0' }
        @{ Name = 'a run in which one fails'; Lines = 'count_run units 1 4 1 0'; Expected = '4 1 0' }
        @{ Name = 'a process that was killed after its last test'; Lines = 'count_run units 134 5 0 0'; Expected = '5 1 0' }
        @{ Name = 'a run without a test'; Lines = 'count_run units 0 0 0 0'; Expected = '0 1 0' }
        @{ Name = 'a run in CI that skipped all'; Lines = 'count_run units 0 0 0 7'; CI = 'true'; Expected = '0 1 7' }
        @{ Name = 'a log that ends without a count'; Lines = 'echo crash > "$RESULTS/x.log"; count_last_line "$RESULTS/x.log" 0'; Expected = '0 1 0' }
        @{ Name = 'a log whose program failed after the count'; Lines = 'echo "3 passed, 0 failed, 0 skipped" > "$RESULTS/y.log"; count_last_line "$RESULTS/y.log" 139'; Expected = '3 1 0' }
        @{ Name = 'a stage that this machine cannot run, in CI'; Lines = 'unavailable "no Wine"'; CI = 'true'; Expected = '0 1 0' }
        @{ Name = 'a stage that this machine cannot run, elsewhere'; Lines = 'unavailable "no Wine"'; CI = 'false'; Expected = '0 0 1' }
    ) {
        Invoke-Count $Lines ($CI ? $CI : 'false') | Should -Be $Expected
    }

    It 'names what failed once more at the end' {
        $lines = 'rm -f "$RESULTS/broken"', 'printf "  Failed Some.Test(\"a b\") [12 ms]\n  Passed Other [1 ms]\n" > "$RESULTS/units.log"', 'printf "[-] A file is closed 3ms\n[+] Another 2ms\n" > "$RESULTS/Pester.log"', 'count_run lab 1 5 0 0', 'name_failures | paste -sd";" > "$RESULTS/named"' -join "`n"
        Invoke-Count $lines
        Get-Content (Join-Path $TestDrive 'named') | Should -Be 'FAILED: Failed Some.Test("a b") [12 ms];FAILED: [-] A file is closed 3ms;FAILED: lab ended with exit code 1 although no test failed'
    }
}
