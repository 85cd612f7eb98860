# SPDX-License-Identifier: MIT
#requires -Version 5.1

<#
.SYNOPSIS
    Builds, tests, packages, measures and publishes PracticeNetSec, and shows it on recorded data.
.DESCRIPTION
    Demo       builds the module and audits the recorded practice in Celle. Needs no root, no network, no device.
    Build      builds everything and stages the module at artifacts/PracticeNetSec.
    Test       runs every test (tests/run.sh).
    Package    builds and makes artifacts/PracticeNetSec.VERSION.nupkg.
    Benchmark  runs the scripts in tests/Benchmarks.
    Publish    packages, asks for the API key and publishes to the PowerShell Gallery.
.PARAMETER Certificate
    With Package: the thumbprint of a code-signing certificate in the user's or the machine's store. Scripts, manifests, views and this
    module's own assemblies are signed before they are packed. Windows only; a signed package has other bytes each time.
.PARAMETER TimestampServer
    With Certificate: the address of the timestamp service of your certificate's issuer, so that signatures outlast the certificate.
.EXAMPLE
    ./build.ps1 -Task Demo
.EXAMPLE
    ./build.ps1 -Task Package -Certificate 0123456789ABCDEF0123456789ABCDEF01234567
#>
[CmdletBinding()]
param(
    [ValidateSet('Demo', 'Build', 'Test', 'Package', 'Benchmark', 'Publish')]
    [string] $Task = 'Build',
    [string] $Certificate,
    [string] $TimestampServer
)

$ErrorActionPreference = 'Stop'
$packaging = Join-Path $PSScriptRoot 'src/PracticeNetSec.Packaging'

function Invoke-Native {
    param([string] $Command, [string[]] $Arguments)
    & $Command @Arguments
    if ($LASTEXITCODE -ne 0) { throw "'$Command $Arguments' failed with exit code $LASTEXITCODE." }
}

function Invoke-Build { Invoke-Native dotnet @('build', (Join-Path $PSScriptRoot 'PracticeNetSec.sln'), '-c', 'Release') }

function Invoke-Package {
    Invoke-Native dotnet @('build', $packaging, '-c', 'Release', '-v', 'minimal')
    if ($Certificate) { Add-Signature }
    # Without a build, which would stage the unsigned files again.
    Invoke-Native dotnet @('run', '--project', $packaging, '-c', 'Release', '--no-build', '--', 'package')
}

function Add-Signature {
    if (-not (Get-Command Set-AuthenticodeSignature -ErrorAction Ignore)) { throw 'Signing needs Windows: Set-AuthenticodeSignature does not exist here.' }
    $found = Get-ChildItem "Cert:/CurrentUser/My/$Certificate", "Cert:/LocalMachine/My/$Certificate" -CodeSigningCert -ErrorAction Ignore | Select-Object -First 1
    if (-not $found) { throw "There is no code-signing certificate with the thumbprint '$Certificate' in the user's or the machine's store." }
    $options = @{ Certificate = $found; HashAlgorithm = 'SHA256' }
    if ($TimestampServer) { $options.TimestampServer = $TimestampServer }
    # Packages of others keep the signatures of their publishers.
    Get-ChildItem (Join-Path $PSScriptRoot 'artifacts/PracticeNetSec') -Recurse -Include *.psd1, *.psm1, *.ps1xml, PracticeNetSec*.dll | ForEach-Object {
        $signed = Set-AuthenticodeSignature -LiteralPath $_.FullName @options
        if ($signed.Status -ne 'Valid') { throw "'$($_.FullName)' was not signed: $($signed.StatusMessage)" }
    }
}

function Invoke-Demo {
    # This project builds the module and its help; the tests are not needed here.
    Invoke-Native dotnet @('build', $packaging, '-c', 'Release', '-v', 'minimal')
    # In a process of its own: this session would keep the module's assemblies open, and Windows could not replace them.
    $root = $PSScriptRoot
    $audit = Start-Job { & "$using:root/samples/celle/audit.ps1" -Path (Join-Path $using:root 'out') }
    $stages = $audit | Receive-Job -Wait -AutoRemoveJob
    ''
    'The recorded practice in Celle, 2019:'
    foreach ($stage in $stages) { '{0,-13} {1,-12} {2}' -f $stage.Stage, $stage.Verdict, $stage.Report }
}

switch ($Task) {
    'Demo' { Invoke-Demo }
    'Build' { Invoke-Build }
    'Test' {
        if (-not (Get-Command bash -CommandType Application -ErrorAction Ignore)) { throw 'The tests need bash; under Windows that of Git for Windows will do.' }
        Invoke-Native bash @((Join-Path $PSScriptRoot 'tests/run.sh'))
    }
    'Package' { Invoke-Package }
    'Benchmark' {
        Invoke-Build
        Get-ChildItem (Join-Path $PSScriptRoot 'tests/Benchmarks/*.sh') | ForEach-Object { Invoke-Native bash @($_.FullName) }
    }
    'Publish' {
        Invoke-Package
        $package = Get-ChildItem (Join-Path $PSScriptRoot 'artifacts/PracticeNetSec.*.nupkg') | Sort-Object LastWriteTime | Select-Object -Last 1
        # PSResourceGet 1.0, as PowerShell 7.4 brought it, cannot publish a finished package.
        $publish = Get-Command Publish-PSResource -ErrorAction Ignore | Where-Object { $_.Parameters.ContainsKey('NupkgPath') }
        # The key is asked for at this moment and kept nowhere.
        $key = [Net.NetworkCredential]::new('', (Read-Host -Prompt 'PowerShell Gallery API key' -AsSecureString)).Password
        if ($publish) {
            Publish-PSResource -NupkgPath $package.FullName -Repository PSGallery -ApiKey $key
        }
        else {
            Publish-Module -Path (Join-Path $PSScriptRoot 'artifacts/PracticeNetSec') -Repository PSGallery -NuGetApiKey $key
        }
    }
}
