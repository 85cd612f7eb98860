# SPDX-License-Identifier: MIT

Describe 'Test-ExposureHistory' {
    BeforeAll {
        $script:samples = Join-Path $PSScriptRoot '../PracticeNetSec.Cmdlets.Tests/Samples/examples'
        Copy-Item "$samples/fleet.db", "$samples/fleet.db.head" $TestDrive
        $script:ledger = "$TestDrive/fleet.db"
    }

    It 'finds a ledger whole that nobody touched' {
        $check = Test-ExposureHistory $ledger
        "$($check.IsWhole) $($check.Lines) $($check.Checks)" | Should -Be 'True 9 3'
        Get-Item $ledger | Test-ExposureHistory -Quiet | Should -BeTrue
    }

    It 'knows a hash noted earlier' {
        $noted = (Test-ExposureHistory $ledger).LastHash
        (Test-ExposureHistory $ledger -ExpectedHash $noted).IsWhole | Should -BeTrue
        Test-ExposureHistory $ledger -ExpectedHash ('0' * 63 + '1') -Quiet | Should -BeFalse
    }

    It 'names the line that was altered' {
        $lines = [IO.File]::ReadAllLines($ledger)
        $lines[1] = $lines[1].Replace('CELLE-2019', 'CELLE-2018')
        [IO.File]::WriteAllText("$TestDrive/altered.db", ($lines -join "`n") + "`n")
        $check = Test-ExposureHistory "$TestDrive/altered.db"
        $check.IsWhole | Should -BeFalse
        "$($check.Problems[0].Kind) $($check.Problems[0].Line)" | Should -Be 'Altered 2'
    }

    It 'refuses a hash that is none, and a ledger that is not there' {
        { Test-ExposureHistory $ledger -ExpectedHash abc } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        @(Test-ExposureHistory "$TestDrive/none.db", $ledger -ErrorVariable wrong -ErrorAction SilentlyContinue).Count | Should -Be 1
        $wrong.FullyQualifiedErrorId | Should -Be 'FileNotFound,PracticeNetSec.Cmdlets.TestExposureHistoryCommand'
    }
}
