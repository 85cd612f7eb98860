# SPDX-License-Identifier: MIT

<#
.SYNOPSIS
    Measures, one small experiment each, what this system's platform libraries cannot do: the causes in wine-limits.tsv.
.DESCRIPTION
    Each line says what was tried and what came of it. On real Windows every line says "works". Only loopback is used.
.EXAMPLE
    pwsh -File tests/windows/Measure-WineLimit.ps1
#>
$ErrorActionPreference = 'Stop'

function Measure-Limit([string] $Name, [scriptblock] $Experiment) {
    $outcome = try { & $Experiment } catch {
        $cause = $_.Exception
        while ($cause.InnerException) { $cause = $cause.InnerException }
        '{0} 0x{1:x8}: {2}' -f $cause.GetType().Name, $cause.HResult, $cause.Message
    }
    '{0}: {1}' -f $Name, (@($outcome) -join ' ')
}

function New-Pair {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $client = [Net.Sockets.TcpClient]::new()
    $client.Connect($listener.LocalEndpoint)
    @{ Client = $client; Server = $listener.AcceptTcpClient(); Listener = $listener }
}

Measure-Limit 'RSA: create a key and export its public part' {
    $null = [Security.Cryptography.RSA]::Create(2048).ExportParameters($false)
    'works'
}
Measure-Limit 'ECDsa: create a key and export its public part' {
    $null = [Security.Cryptography.ECDsa]::Create().ExportParameters($false)
    'works'
}
Measure-Limit 'DES: encrypt one block' {
    $des = [Security.Cryptography.DES]::Create()
    $des.Key = [byte[]](1..8)
    $null = $des.EncryptCbc([byte[]]::new(8), [byte[]]::new(8), [Security.Cryptography.PaddingMode]::None)
    'works'
}
Measure-Limit 'AES: CFB with a feedback of 128 bits' {
    $aes = [Security.Cryptography.Aes]::Create()
    $null = $aes.EncryptCfb([byte[]]::new(16), [byte[]]::new(16), [Security.Cryptography.PaddingMode]::None, 128)
    'works'
}
Measure-Limit 'SslStream: send a client hello' {
    $pair = New-Pair
    $tls = [Net.Security.SslStream]::new($pair.Client.GetStream(), $false, { $true })
    $handshake = $tls.AuthenticateAsClientAsync('localhost')
    if ($handshake.Wait(500)) { 'ended before the server answered' }
    elseif ($pair.Server.Available) { 'works' } else { 'sends nothing' }
}
Measure-Limit 'Negotiate: the first token of NTLM' {
    $options = [Net.Security.NegotiateAuthenticationClientOptions]::new()
    $options.Package = 'NTLM'
    $options.Credential = [Net.NetworkCredential]::new('user', 'password')
    $status = [Net.Security.NegotiateAuthenticationStatusCode]::GenericFailure
    $token = [Net.Security.NegotiateAuthentication]::new($options).GetOutgoingBlob([byte[]]::new(0), [ref] $status)
    if ($token) { 'works' } else { "no token, $status" }
}
Measure-Limit 'Receive after the peer reset the connection' {
    $pair = New-Pair
    $pair.Server.Client.LingerState = [Net.Sockets.LingerOption]::new($true, 0)
    $pair.Server.Client.Dispose()
    Start-Sleep -Milliseconds 200
    try { $count = $pair.Client.Client.Receive([byte[]]::new(1)); "reads $count bytes instead of an error" } catch [Net.Sockets.SocketException] { 'works' }
}
Measure-Limit 'SIO_TCP_INITIAL_RTO' {
    $socket = [Net.Sockets.Socket]::new('InterNetwork', 'Stream', 'Tcp')
    $null = $socket.IOControl(-1744830447, [byte[]](0xf4, 1, 2, 0), $null)
    'works'
}
Measure-Limit 'UDP: 200 receives that are waiting when the socket is closed' {
    foreach ($round in 1..200) {
        $udp = [Net.Sockets.UdpClient]::new([Net.IPEndPoint]::new([Net.IPAddress]::Loopback, 0))
        $waiting = $udp.ReceiveAsync()
        $udp.Dispose()
        try { $null = $waiting.Wait(2000) } catch [AggregateException] { $null = $_ }
        if (-not $waiting.IsCompleted) { "round $round never ended" ; return }
    }
    'works'
}
Measure-Limit 'UDP: the sender of a datagram from 127.0.0.2' {
    $receiver = [Net.Sockets.UdpClient]::new([Net.IPEndPoint]::new([Net.IPAddress]::Any, 0))
    $source = [Net.Sockets.UdpClient]::new([Net.IPEndPoint]::new([Net.IPAddress]::Parse('127.0.0.2'), 0))
    $waiting = $receiver.ReceiveAsync()
    $null = $source.Send([byte[]](1), 1, [Net.IPEndPoint]::new([Net.IPAddress]::Loopback, $receiver.Client.LocalEndPoint.Port))
    if (-not $waiting.Wait(2000)) { 'nothing came'; return }
    $from = $waiting.Result.RemoteEndPoint
    if ("$($from.Address)" -eq '127.0.0.2') { 'works' } else { "sent from $($source.Client.LocalEndPoint), received from $from" }
}
Measure-Limit 'ICU' {
    $mode = [object].Assembly.GetType('System.Globalization.GlobalizationMode')
    $nls = $mode.GetProperty('UseNls', [Reflection.BindingFlags] 'Static, NonPublic')
    if ($nls.GetValue($null)) { 'not there, cultures come from NLS' } else { 'works' }
}
Measure-Limit 'Time zone by its IANA id' {
    $null = [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin')
    'works'
}
Measure-Limit 'UNC path of this machine' {
    if (Test-Path "\\localhost\$($env:SystemDrive[0])`$") { 'works' } else { 'there is no \\localhost' }
}
Measure-Limit 'DPAPI: protect the secret for this user' {
    $plain = [Text.Encoding]::Unicode.GetBytes('secret')
    $sealed = [Security.Cryptography.ProtectedData]::Protect($plain, $null, 'CurrentUser')
    if ([Text.Encoding]::Unicode.GetString($sealed).Contains('secret')) { 'the result holds the secret itself' } else { 'works' }
}
Measure-Limit 'ACL: take the inherited rights from a file' {
    $file = New-Item (Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).txt")
    $acl = [IO.FileSystemAclExtensions]::GetAccessControl($file)
    $acl.SetAccessRuleProtection($true, $false)
    $acl.AddAccessRule([Security.AccessControl.FileSystemAccessRule]::new([Security.Principal.WindowsIdentity]::GetCurrent().User, 'FullControl', 'Allow'))
    [IO.FileSystemAclExtensions]::SetAccessControl($file, $acl)
    $again = [IO.FileSystemAclExtensions]::GetAccessControl($file)
    Remove-Item $file
    $rules = @($again.GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier]))
    if ($again.AreAccessRulesProtected -and $rules.Count -eq 1) { 'works' } else { "protected: $($again.AreAccessRulesProtected), rules: $($rules.Count)" }
}
Measure-Limit 'ReplaceFile: 20 replacements leave no file behind' {
    $folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid())")
    foreach ($round in 1..20) {
        Set-Content "$folder\new" new
        Set-Content "$folder\old" old
        [IO.File]::Replace("$folder\new", "$folder\old", [NullString]::Value)
    }
    $left = @(Get-ChildItem $folder).Name -join ' '
    Remove-Item $folder -Recurse
    if ($left -eq 'old') { 'works' } else { "left: $left" }
}
Measure-Limit 'ReplaceFile of a file that is held open leaves no file behind' {
    $folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid())")
    Set-Content "$folder\new" new
    Set-Content "$folder\old" old
    $held = [IO.File]::Open("$folder\old", 'Open', 'ReadWrite', 'Read')
    try { [IO.File]::Replace("$folder\new", "$folder\old", [NullString]::Value) } catch [IO.IOException] { $null = $_ }
    $held.Dispose()
    $left = @(Get-ChildItem $folder).Name -join ' '
    Remove-Item $folder -Recurse
    if ($left -eq 'new old') { 'works' } else { "left: $left" }
}
Measure-Limit 'Path of more than 260 characters' {
    $folder = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid())"
    $deep = Join-Path $folder (('x' * 100), ('y' * 100), ('z' * 100) -join '\')
    $null = [IO.Directory]::CreateDirectory($deep)
    [IO.File]::WriteAllText("$deep\file.txt", 'x')
    [IO.Directory]::Delete($folder, $true)
    'works'
}
