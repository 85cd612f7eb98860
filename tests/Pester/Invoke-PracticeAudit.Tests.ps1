# SPDX-License-Identifier: MIT

Describe 'Invoke-PracticeAudit' {
    BeforeAll {
        $script:listener = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback), 0
        $listener.Start()
        $script:quick = @{ Port = $listener.LocalEndpoint.Port; SkipRouter = $true; SkipShares = $true; TimeoutSeconds = 0.3 }
        Set-Content "$TestDrive/practices.csv" -Value 'PracticeId;WanAddress;AuthorizedBy;AuthorizedUntil', 'A;127.0.0.1;Dr. A;2099-12-31', 'B;localhost;Dr. B;2099-12-31', 'C;127.0.0.1;;'
        $script:practices = Import-PracticeInventory "$TestDrive/practices.csv"
    }

    AfterAll { $listener.Stop() }

    It 'checks who agreed, and sends nothing to the others' {
        $audits = $practices | Invoke-PracticeAudit @quick -ErrorVariable wrong -ErrorAction SilentlyContinue | Sort-Object PracticeId
        $audits | ForEach-Object { "$($_.PracticeId) $($_.Scope.State)" } | Should -Be @('A InScope', 'B InScope', 'C NotAuthorized')
        "$($audits[0].RouterExposure.Ports.State)" | Should -Be 'Open'
        $audits[2].RouterExposure | Should -BeNullOrEmpty
        $wrong.FullyQualifiedErrorId | Should -Be 'OutOfScope,PracticeNetSec.Cmdlets.InvokePracticeAuditCommand'
    }

    It 'keeps a whole ledger that the other cmdlets read' {
        $ledger = "$TestDrive/fleet.db"
        1, 2 | ForEach-Object { $null = $practices[0, 1] | Invoke-PracticeAudit @quick -LedgerPath $ledger }
        (Test-ExposureHistory $ledger).Checks | Should -Be 4
        (ConvertTo-RmmResult Json -LedgerPath $ledger).Practices | Should -Be 2
        Compare-ExposureSnapshot $ledger -State New, Resolved, Regressed | Should -BeNullOrEmpty
    }

    It 'passes its audits on to Export-PracticeDashboard' {
        $file = $practices[0, 1] | Invoke-PracticeAudit @quick | Export-PracticeDashboard "$TestDrive/fleet.html" -PassThru
        Get-Content $file.FullName -Raw -Encoding utf8 | Should -Match 'aria-rowcount="2"'
    }

    It 'refuses a practice that comes twice, a list that was not read, and more views than sessions' {
        $audits = @($practices[0], $practices[0] | Invoke-PracticeAudit @quick -ErrorVariable wrong -ErrorAction SilentlyContinue)
        $audits.Count | Should -Be 2
        ($audits | Where-Object { $_.Reasons.Code -contains 'audit.passed-twice' }).PracticeId | Should -Be 'A (2)'
        $wrong.FullyQualifiedErrorId | Should -Be 'DuplicatePractice,PracticeNetSec.Cmdlets.InvokePracticeAuditCommand'
        { Invoke-PracticeAudit ./practices.csv -ErrorAction Stop } | Should -Throw '*Import-PracticeInventory*' -ErrorId 'FileIsNoPractice,*'
        { $practices | Invoke-PracticeAudit -VantagePoint 2 } | Should -Throw -ErrorId 'VantagePointNeedsSession,*'
        { $practices | Invoke-PracticeAudit -Resume } | Should -Throw -ErrorId 'ResumeNeedsLedger,*'
    }
}
