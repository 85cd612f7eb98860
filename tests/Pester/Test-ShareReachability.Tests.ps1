# SPDX-License-Identifier: MIT

Describe 'Test-ShareReachability' {
    BeforeAll {
        $script:samples = Join-Path $PSScriptRoot '../../samples/celle'
        # A port that was just free, where nothing listens.
        $listener = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback), 0
        $listener.Start()
        $script:closed = $listener.LocalEndpoint.Port
        $listener.Stop()
    }

    It 'never calls a closed port safe' {
        $found = Test-ShareReachability 127.0.0.1 -Port $closed -TimeoutSeconds 1
        "$($found.ComputerName) $($found.Port) $($found.Verdict)" | Should -Be "127.0.0.1 $closed Undetermined"
        $found.Shares | Should -BeNullOrEmpty
        "$($found.Reasons)" | Should -BeLike "*$closed*"
    }

    It 'calls a server that speaks no SMB Undetermined' {
        $silent = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback), 0
        $silent.Start()
        try {
            $found = '127.0.0.1' | Test-ShareReachability -Port $silent.LocalEndpoint.Port -TimeoutSeconds 0.3
            "$($found.Verdict) $($found.AnonymousSession)" | Should -Be 'Undetermined Undetermined'
        }
        finally { $silent.Stop() }
    }

    It 'brings recorded shares back with what strangers may do' {
        $saved = Import-Clixml "$samples/shares-fault.clixml"
        $saved.Shares | ForEach-Object { "$($_.Name) $($_.AnonymousAccess) $($_.GuestAccess)" } |
            Should -Be @('daten Read Write', 'befunde Read Read', 'verwaltung None None', 'IPC$ List List')
        "$($saved.Verdict)" | Should -Be 'Exposed'
    }

    It 'answers -Quiet with an error where it stays open' {
        { Test-ShareReachability 127.0.0.1 -Port $closed -TimeoutSeconds 1 -Quiet -ErrorAction Stop } |
            Should -Throw -ErrorId 'ShareReachabilityUndetermined,PracticeNetSec.Cmdlets.TestShareReachabilityCommand'
    }

    It 'names a wrong host, and goes on' {
        $found = Test-ShareReachability '\\server\daten', 127.0.0.1 -Port $closed -TimeoutSeconds 1 -ErrorVariable wrong -ErrorAction SilentlyContinue
        $found.ComputerName | Should -Be '127.0.0.1'
        $wrong.FullyQualifiedErrorId | Should -Be 'InvalidComputerName,PracticeNetSec.Cmdlets.TestShareReachabilityCommand'
    }
}
