# SPDX-License-Identifier: MIT

<#
.SYNOPSIS
    Makes this machine a canary: it sends the same line on every port that decides a verdict, and reads nothing.
.DESCRIPTION
    For a Windows or Linux machine outside the practices' networks, with PowerShell 5.1 or later, as administrator or root. Ends with
    Ctrl+C. Ports that a service of this machine already uses are named and left alone; on Windows those are usually 135, 139, 445 and
    5985. A canary on Linux (canary.nft) has no such gaps.
.PARAMETER Port
    Ports; by default those that the module measures by default.
.PARAMETER Greeting
    The line that is sent.
.PARAMETER Seconds
    Ends after this time; 0 runs until it is stopped.
#>
param(
    [int[]] $Port = @(21, 22, 23, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 104, 111, 135, 139, 389, 439, 440, 441, 442, 443, 444, 445, 446, 447, 448, 449, 450, 548, 636, 873, 874, 1433, 1972, 2049, 2375, 2575, 2638, 3050, 3268, 3306, 3307, 3389, 3390, 4242, 4443, 4899, 5000, 5001, 5005, 5006, 5432, 5900, 5901, 5902, 5903, 5904, 5905, 5906, 5907, 5908, 5909, 5910, 5985, 5986, 6379, 8042, 8080, 8291, 8443, 8445, 9200, 10445, 11112, 27017),
    [string] $Greeting = "PracticeNetSec canary $([Environment]::MachineName)",
    [int] $Seconds = 0
)

$ErrorActionPreference = 'Stop'
$listeners = @(foreach ($number in $Port) {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::IPv6Any, $number)
    $listener.Server.DualMode = $true
    try { $listener.Start(); $listener }
    catch { Write-Warning "Port $number is in use on this machine and does not greet." }
})
Write-Information "$($listeners.Count) of $($Port.Count) ports greet." -InformationAction Continue
$clock = [Diagnostics.Stopwatch]::StartNew()
try {
    while ($Seconds -eq 0 -or $clock.Elapsed.TotalSeconds -lt $Seconds) {
        $idle = $true
        foreach ($listener in $listeners) {
            while ($listener.Pending()) {
                $idle = $false
                $client = $listener.AcceptTcpClient()
                try {
                    # The address tells the measuring machine where it is seen from.
                    $bytes = [Text.Encoding]::ASCII.GetBytes("$Greeting client $($client.Client.RemoteEndPoint.Address)`r`n")
                    $client.GetStream().Write($bytes, 0, $bytes.Length)
                }
                catch { Write-Verbose "A client left: $_" }
                finally { $client.Close() }
            }
        }
        if ($idle) { Start-Sleep -Milliseconds 20 }
    }
}
finally { $listeners | ForEach-Object { $_.Stop() } }
