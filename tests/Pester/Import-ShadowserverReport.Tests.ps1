# SPDX-License-Identifier: MIT

Describe 'Import-ShadowserverReport' {
    BeforeAll {
        $script:reports = Join-Path $PSScriptRoot '../PracticeNetSec.Cmdlets.Tests/Samples/examples'
        $script:samples = Join-Path $PSScriptRoot '../../samples/celle'
    }

    It 'joins what several reports say of one address on one day' {
        $found = Import-ShadowserverReport "$reports/scan_*.csv" | Sort-Object ComputerName
        $found.ComputerName | Should -Be @('198.51.100.99', '203.0.113.1')
        $found[0].Ports.Port | Sort-Object | Should -Be @(445, 3389)
        $found.Verdict | ForEach-Object { "$_" } | Should -Be @('Exposed', 'Exposed')
    }

    It 'keeps only the practices in our care' {
        $found = Get-ChildItem "$reports/scan_*.csv" | Import-ShadowserverReport -Practice (Import-PracticeInventory "$samples/practices.csv") -MatchedOnly
        $found.PracticeId | Should -Be 'CELLE-2019'
        $found.StartedAt.UtcDateTime.ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture) | Should -Be '2026-11-24 04:05:06'
    }

    It 'passes them on to Export-BreachReport' {
        $files = Import-ShadowserverReport "$reports/scan_smb.csv" | Select-Object -First 1 | Export-BreachReport -Path "$TestDrive/out" -Format Json -PassThru -WarningAction SilentlyContinue
        (Get-Content $files.FullName -Raw -Encoding utf8 | ConvertFrom-Json).verdict | Should -Be 'Exposed'
    }

    It 'names a file that is no report, and reads the next' {
        $found = Import-ShadowserverReport "$samples/practices.csv", "$reports/scan_rdp.csv" -ErrorVariable wrong -ErrorAction SilentlyContinue
        $found.ComputerName | Should -Be '198.51.100.99'
        $wrong.FullyQualifiedErrorId | Should -Be 'InvalidFileContent,PracticeNetSec.Cmdlets.ImportShadowserverReportCommand'
    }

    It 'assesses by the type of the report, whatever the port' {
        Set-Content "$TestDrive/2026-11-03-scan_vnc-praxis.csv" "timestamp,ip,port,hostname,product`n2026-11-03 04:05:06,203.0.113.1,5678,,VNC"
        $found = Import-ShadowserverReport "$TestDrive/2026-11-03-scan_vnc-praxis.csv"
        "$($found.Verdict) $($found.Findings.RuleId)" | Should -Be 'Exposed router.dangerous-port-open'
    }

    It 'shows a compromised host without a port as the gravest finding' {
        Set-Content "$TestDrive/2026-11-03-special-praxis.csv" "timestamp,ip,port,protocol,tag,status,first_seen_time`n2026-11-03 00:00:00,203.0.113.1,,,cyclops-blink,likely compromised,2026-10-01 00:00:00"
        $found = Import-ShadowserverReport "$TestDrive/2026-11-03-special-praxis.csv"
        "$($found.Verdict) $($found.Findings.RuleId) $($found.Findings.Severity)" | Should -Be 'Exposed router.reported-compromise Critical'
        $found.Findings.FirstSeen.UtcDateTime.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) | Should -Be '2026-10-01'
    }

    It 'keeps a finding of a feed in a saved object' {
        Set-Content "$TestDrive/2026-11-03-special-praxis.csv" "timestamp,ip,port,protocol,tag,status`n2026-11-03 00:00:00,203.0.113.1,,,cyclops-blink,likely compromised"
        Import-ShadowserverReport "$TestDrive/2026-11-03-special-praxis.csv" | Export-Clixml "$TestDrive/special.clixml"
        (Import-Clixml "$TestDrive/special.clixml").Findings.Title | Should -BeLike '*cyclops-blink*'
    }

    It 'refuses a report that shows no exposure, with the reason' {
        Set-Content "$TestDrive/2026-11-03-sandbox_conn-praxis.csv" "timestamp,ip,protocol,port,bytes_in,bytes_out`n2026-11-03 00:00:00,203.0.113.1,tcp,445,0,0"
        Import-ShadowserverReport "$TestDrive/2026-11-03-sandbox_conn-praxis.csv" -ErrorVariable refused -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be 'ReportNamesNoExposure,PracticeNetSec.Cmdlets.ImportShadowserverReportCommand'
    }

    It 'warns of a type that a newer schema adds, and clears nothing' {
        Set-Content "$TestDrive/2027-01-05-scan_quantum-praxis.csv" "timestamp,ip,protocol,port,tag`n2027-01-05 00:00:00,203.0.113.1,tcp,445,smb"
        $found = Import-ShadowserverReport "$TestDrive/2027-01-05-scan_quantum-praxis.csv" -WarningVariable unknown -WarningAction SilentlyContinue
        "$($found.Verdict)" | Should -Be 'Undetermined'
        "$unknown" | Should -BeLike '*scan_quantum*'
    }

    It 'names both practices that a line matches' {
        Set-Content "$TestDrive/twice.csv" "PracticeId,Name,WanAddress`nA,Praxis Nord,203.0.113.1`nB,Praxis Sued,203.0.113.1"
        $found = Import-ShadowserverReport "$reports/scan_smb.csv" -Practice (Import-PracticeInventory "$TestDrive/twice.csv" -WarningAction SilentlyContinue) -MatchedOnly
        "$($found.Verdict)" | Should -Be 'Undetermined'
        "$($found.Reasons)" | Should -BeLike '*Praxis Nord*Praxis Sued*'
    }

    It 'leaves nothing out in silence' {
        { Import-ShadowserverReport "$reports/scan_smb.csv" -MatchedOnly } | Should -Throw -ErrorId 'MatchedOnlyNeedsPractice,PracticeNetSec.Cmdlets.ImportShadowserverReportCommand'
    }
}
