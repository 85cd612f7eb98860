# SPDX-License-Identifier: MIT

Describe 'Get-BreachDeadline' {
    BeforeAll {
        function Get-Text($Time) { $Time.ToString('yyyy-MM-dd HH:mm zzz', [cultureinfo]::InvariantCulture) }
    }

    It 'counts 72 hours from the full hour after <Aware>' -ForEach @(
        @{ Aware = '2020-12-22 12:17'; Deadline = '2020-12-25 13:00 +01:00' }
        @{ Aware = '14.10.2019 09:30'; Deadline = '2019-10-17 10:00 +02:00' }
        @{ Aware = '2025-03-28 18:30'; Deadline = '2025-03-31 20:00 +02:00' }
    ) {
        Get-Text (Get-BreachDeadline $Aware -Land NI).Deadline | Should -Be $Deadline
    }

    It 'takes times and a Land from the pipeline' {
        $found = [pscustomobject]@{ AwareAt = '2025-12-24 09:05'; Land = 'BY' }, [pscustomobject]@{ AwareAt = '2026-11-24 08:00'; Land = 'NI' } | Get-BreachDeadline
        $found.Land | Should -Be @('BY', 'NI')
        Get-Text $found[1].Deadline | Should -Be '2026-11-27 09:00 +01:00'
    }

    It 'says that a text is no time, and goes on' {
        $found = 'gestern', '2026-11-24 08:00' | Get-BreachDeadline -ErrorVariable wrong -ErrorAction SilentlyContinue
        Get-Text $found.AwareAt | Should -Be '2026-11-24 08:00 +01:00'
        $wrong.FullyQualifiedErrorId | Should -Be 'ParameterArgumentTransformationError,PracticeNetSec.Cmdlets.GetBreachDeadlineCommand'
        $wrong[0].Exception.Message | Should -BeLike "*'gestern' is no time*"
    }

    It 'refuses a date without a time, and a Land that is none' {
        { Get-BreachDeadline '2026-11-24' } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        { Get-BreachDeadline '2026-11-24 08:00' -Land XX -ErrorAction Stop } | Should -Throw -ErrorId 'UnknownLand,*'
    }
}

Describe 'A deadline in each culture' {
    BeforeAll { . (Join-Path $PSScriptRoot 'Deadlines.ps1') }

    It 'is the same in <_>' -ForEach 'de-DE', 'de-CH', 'tr-TR', 'en-US', 'ar-SA' {
        $before = [cultureinfo]::CurrentCulture, [cultureinfo]::CurrentUICulture
        try { & $find $deadlines.Keys $_ | Should -Be @($deadlines.Values) }
        finally { [cultureinfo]::CurrentCulture, [cultureinfo]::CurrentUICulture = $before }
    }
}
