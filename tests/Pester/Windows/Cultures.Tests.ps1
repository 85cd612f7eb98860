# SPDX-License-Identifier: MIT
# Cultures, time zones and encodings of Windows: the same deadlines and the same practices as on Linux.
if (-not $IsWindows) { return }

BeforeAll {
    . (Join-Path $PSScriptRoot 'CommandLine.ps1')
    . (Join-Path $PSScriptRoot '../Deadlines.ps1')
    $script:samples = (Resolve-Path (Join-Path $PSScriptRoot '../../../samples')).Path
}

Describe 'A deadline' {
    It 'is that of Linux when cultures come from NLS' {
        $module = Join-Path (Get-Module PracticeNetSec).ModuleBase 'PracticeNetSec.psd1'
        $script = Join-Path $TestDrive 'nls.ps1'
        Set-Content $script -Encoding utf8 -Value @(
            "Import-Module '$module'"
            "`$find = {$find}"
            "'nls ' + [object].Assembly.GetType('System.Globalization.GlobalizationMode').GetProperty('UseNls', [Reflection.BindingFlags] 'Static, NonPublic').GetValue(`$null)"
            "foreach (`$culture in 'de-DE', 'tr-TR') { & `$find '$($deadlines.Keys -join "', '")' `$culture }"
        )
        $env:DOTNET_SYSTEM_GLOBALIZATION_USENLS = '1'
        try { $run = Invoke-Line "`"$program`" -NoProfile -NonInteractive -ExecutionPolicy Bypass -File `"$script`"" }
        finally { $env:DOTNET_SYSTEM_GLOBALIZATION_USENLS = $null }
        $run.Errors | Should -BeNullOrEmpty
        @($run.Text -split '\r?\n').TrimEnd() | Should -Be (@('nls True') + @($deadlines.Values; $deadlines.Values).TrimEnd())
    }

    It 'has the offset of the zone <_>' -ForEach 'W. Europe Standard Time', 'Europe/Berlin' {
        $zone = [TimeZoneInfo]::FindSystemTimeZoneById($_)
        foreach ($start in $deadlines.Keys) {
            $end = (Get-BreachDeadline $start -Land NI).Deadline
            $zone.GetUtcOffset($end) | Should -Be $end.Offset
        }
    }
}

Describe 'An inventory' {
    BeforeAll {
        $script:lines = 'Kundennummer;Praxisname;Bundesland;WAN-Adresse', 'P-1;Orthopädie Großstraße;NI;127.0.0.1', 'P-2;Praxis Öztürk;BY;127.0.0.2'
        $script:expected = 'P-1 Orthopädie Großstraße 127.0.0.1', 'P-2 Praxis Öztürk 127.0.0.2'
        function Get-Practice([byte[]] $Bytes) {
            [IO.File]::WriteAllBytes("$TestDrive\inventory.csv", $Bytes)
            Import-PracticeInventory "$TestDrive\inventory.csv" -ErrorAction Stop | ForEach-Object { "$($_.PracticeId) $($_.Name) $($_.WanAddress)" }
        }
    }

    It 'with CRLF, saved by Notepad (<Name>)' -ForEach @(
        @{ Name = 'UTF-8'; Encoding = [Text.UTF8Encoding]::new($false) }
        @{ Name = 'UTF-8 with a byte order mark'; Encoding = [Text.UTF8Encoding]::new($true) }
        @{ Name = 'UTF-16'; Encoding = [Text.UnicodeEncoding]::new($false, $true) }
        @{ Name = 'UTF-16, big endian'; Encoding = [Text.UnicodeEncoding]::new($true, $true) }
    ) {
        Get-Practice ($Encoding.GetPreamble() + $Encoding.GetBytes(($lines -join "`r`n") + "`r`n")) | Should -Be $expected
    }

    It 'of Excel as Unicode text: UTF-16 and tabs' {
        $encoding = [Text.UnicodeEncoding]::new($false, $true)
        Get-Practice ($encoding.GetPreamble() + $encoding.GetBytes(($lines.Replace(';', "`t") -join "`r`n") + "`r`n")) | Should -Be $expected
    }

    It 'of Excel in the code page of Western Europe' {
        [Text.Encoding]::RegisterProvider([Text.CodePagesEncodingProvider]::Instance)
        Get-Practice ([Text.Encoding]::GetEncoding(1252).GetBytes(($lines -join "`r`n") + "`r`n")) | Should -Be $expected
    }

    It 'of Out-File' {
        $lines | Out-File "$TestDrive\outfile.csv" -Encoding unicode
        (Import-PracticeInventory "$TestDrive\outfile.csv" -ErrorAction Stop).Name | Should -Be 'Orthopädie Großstraße', 'Praxis Öztürk'
    }

    It 'is the sample fleet, also in Turkish, where the lower case of I is no i' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'tr-TR'
            (Import-PracticeInventory "$samples\fleet\practices.csv" -ErrorAction Stop).PracticeId | Should -Be 'P-001', 'P-002', 'P-003'
        }
        finally { [cultureinfo]::CurrentCulture = $before }
    }
}
