# SPDX-License-Identifier: MIT

Describe 'Import-AbuseNotice' {
    BeforeAll { $script:samples = Join-Path $PSScriptRoot '../PracticeNetSec.Tests/Samples/notices' }

    It 'reads <_>' -ForEach 'certbund.csv', 'certbund-mail.txt' {
        $found = @(Import-AbuseNotice "$samples/$_" -Type scan_smb)
        $found.Count | Should -BeGreaterThan 0
        $found.Vantage | Sort-Object -Unique | Should -Be 'Recorded'
        $found.Verdict | Should -Not -Contain 'NotExposed'
    }

    It 'says once that a file is no notice, and reads the next' {
        Set-Content "$TestDrive/none.txt" -Value 'Sehr geehrte Damen und Herren'
        $found = @(Import-AbuseNotice "$TestDrive/none.txt", "$samples/certbund.csv" -Type scan_smb -ErrorVariable wrong -ErrorAction SilentlyContinue)
        $wrong.Count | Should -Be 1
        $found.Count | Should -BeGreaterThan 0
    }
}
