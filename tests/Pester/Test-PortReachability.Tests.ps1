# SPDX-License-Identifier: MIT

Describe 'Test-PortReachability' {
    BeforeAll {
        $script:listener = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback), 0
        $listener.Start()
        $script:open = $listener.LocalEndpoint.Port
    }

    AfterAll { $listener.Stop() }

    It 'tells an open port from one where nothing listens' {
        $found = Test-PortReachability 127.0.0.1 -Port $open, 9 | Sort-Object Port
        $found | ForEach-Object { "$($_.Port) $($_.State)" } | Should -Be @('9 Closed', "$open Open")
        ($found | Where-Object Port -eq $open).Latency | Should -BeGreaterOrEqual ([timespan]::Zero)
    }

    It 'takes hosts and practices from the pipeline' {
        $practice = [pscustomobject]@{ PracticeId = 'P1'; WanAddress = '127.0.0.1'; IntendedPorts = @() }
        $found = '127.0.0.1', $practice | Test-PortReachability -Port $open
        $found.ComputerName | Should -Be @('127.0.0.1', '127.0.0.1')
        "$($found[0].State)" | Should -Be 'Open'
    }

    It 'passes what it found on to Get-RouterExposure' {
        $router = Test-PortReachability 127.0.0.1 -Port $open | Get-RouterExposure -Port $open -TimeoutSeconds 0.2
        "$($router.Ports.State)" | Should -Be 'Open'
    }

    It 'goes on after a wrong host, and ends at a wrong port' {
        $found = Test-PortReachability 127.0.0.1, 300.1.2.3 -Port 9 -ErrorVariable wrong -ErrorAction SilentlyContinue
        $found.Port | Should -Be 9
        $wrong.FullyQualifiedErrorId | Should -Be 'InvalidComputerName,PracticeNetSec.Cmdlets.TestPortReachabilityCommand'
        { Test-PortReachability 127.0.0.1 -Port 9, 70000 -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'InvalidPort,PracticeNetSec.Cmdlets.TestPortReachabilityCommand'
    }
}
