# SPDX-License-Identifier: MIT

Describe 'samples/fleet/Practices.Tests.ps1' {
    BeforeAll {
        $script:suite = Join-Path $PSScriptRoot '../../samples/fleet/Practices.Tests.ps1'
        # In a process of its own: Pester does not run inside Pester.
        function Invoke-Suite([string[]] $Lines) {
            $inventory = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
            Set-Content $inventory -Value $Lines -Encoding utf8
            $job = Start-Job -ArgumentList $suite, $inventory, "$inventory.jsonl" {
                param($suite, $inventory, $ledger)
                Import-Module Pester
                $configuration = New-PesterConfiguration
                $configuration.Run.Container = New-PesterContainer -Path $suite -Data @{ Inventory = $inventory; Ledger = $ledger }
                $configuration.Run.PassThru = $true
                $configuration.Output.Verbosity = 'None'
                $result = Invoke-Pester -Configuration $configuration
                "$($result.PassedCount) passed"
                $result.Failed.ExpandedName
            }
            $job | Receive-Job -Wait -AutoRemoveJob
        }
    }

    It 'fails, and names the port, where a practice has 3389 open' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]'127.0.0.78', 3389)
        $listener.Start()
        try {
            Invoke-Suite 'PracticeId;WanAddress;AuthorizedBy', 'P1;127.0.0.78;Dr. Muster' | Should -Contain 'has no practice with port 3389 open'
        }
        finally { $listener.Stop() }
    }

    It 'fails where a line of the inventory cannot be read or an authorisation is missing' {
        $failed = Invoke-Suite 'PracticeId;WanAddress;AuthorizedBy', 'P1;kein Name!;Dr. Muster', 'P2;127.0.0.77;'
        $failed | Should -Contain 'has no wrong line'
        $failed | Should -Contain 'has a valid authorisation for every practice'
    }
}
