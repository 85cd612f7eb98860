# SPDX-License-Identifier: MIT
# Judges targets of the lab and writes each result as JSON, one file a target: on Linux and on Windows the same script.
param([string] $Module, [string[]] $Target, [string] $Path)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $Module 'PracticeNetSec.psd1')
$null = New-Item -ItemType Directory -Path $Path -Force
# Wine compiles slowly: what a device answers, not how fast this machine reads it, is compared.
$patience = @{ TimeoutSeconds = 6 }
$ports = 21, 22, 23, 80, 139, '440-449', 3389, 8080
$practice = [pscustomobject]@{ PracticeId = 'CELLE'; WanAddress = '203.0.113.1'; IntendedPorts = @(80, 443); AuthorizedBy = 'Dr. Muster'; RouterModel = 'Digitalisierungsbox Premium' }
# The lab's own user, see tests/lab/lib/samba.sh.
$user = [pscredential]::new('mfa', (ConvertTo-SecureString 'Labor-2019-Celle' -AsPlainText -Force))

foreach ($name in $Target) {
    $kind, $address, $port = $name -split ' '
    $result = switch ($kind) {
        # Each port comes when its answer does.
        'ports' { Test-PortReachability $address -Port $ports | Sort-Object Port }
        'unreachable' { Test-PortReachability $address -Port 80, 445 | Sort-Object Port }
        'router' { Get-RouterExposure $address @patience }
        'canary' { Test-VantagePoint $address }
        # All at once, in the order of their addresses: first-last in the last part of the address.
        'devices' {
            $first, $last = ($address -replace '.*\.') -split '-'
            [int] $first..[int] $last | ForEach-Object { ($address -replace '[^.]*$') + $_ } | Get-RouterExposure @patience | Sort-Object { [version] $_.WanAddress }
        }
        'inside' { Get-RouterExposure $address -Vantage Inside @patience }
        'shares' { Test-ShareReachability $address -Port $port }
        'user' { Test-ShareReachability $address -Port $port -Credential $user }
        'audit' { $practice | Invoke-PracticeAudit }
    }
    $file = Join-Path $Path "$($name -replace '[ :]', '_').json"
    ConvertTo-Json @($result) -Depth 15 -EnumsAsStrings -WarningAction Ignore | Set-Content -LiteralPath $file -Encoding utf8
}
