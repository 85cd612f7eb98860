# SPDX-License-Identifier: MIT

# A canary that answers is asked in the lab: no address outside this machine is asked here.
Describe 'Test-VantagePoint' {
    It 'refuses a canary that shows nothing about the way to the Internet, and goes on' {
        $found = '127.0.0.1', '192.168.2.1', '10.0.0.1' | Test-VantagePoint -ErrorVariable wrong -ErrorAction SilentlyContinue
        $found | Should -BeNullOrEmpty
        $wrong.FullyQualifiedErrorId | Should -Be (@('CanaryInside,PracticeNetSec.Cmdlets.TestVantagePointCommand') * 3)
        $wrong[0].Exception.Message | Should -BeLike "*'127.0.0.1'*public address*"
    }

    It 'names an address that is none' {
        { Test-VantagePoint 300.1.2.3 -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidComputerName,PracticeNetSec.Cmdlets.TestVantagePointCommand'
    }

    It 'ends an examination whose canary is inside before anything is measured' {
        { Get-RouterExposure 127.0.0.1 -Port 9 -CanaryAddress 127.0.0.1 -ErrorAction Stop } | Should -Throw -ErrorId 'CanaryInside,PracticeNetSec.Cmdlets.GetRouterExposureCommand'
    }
}
