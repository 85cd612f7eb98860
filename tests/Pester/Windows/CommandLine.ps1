# SPDX-License-Identifier: MIT
# A line as an agent sends it to cmd.exe: the bytes it printed, its exit code and what cmd.exe has in %ERRORLEVEL% after it.

$script:program = Join-Path $PSHOME 'pwsh.exe'

function script:Get-PowerShellLine([string] $Command) {
    "`"$program`" -NoProfile -NonInteractive -ExecutionPolicy RemoteSigned -Command `"$Command`""
}

function script:Start-Line([string] $Line, [string] $Folder = $TestDrive, [switch] $NoConsole) {
    $info = [Diagnostics.ProcessStartInfo]::new($env:ComSpec, "/d /v:on /s /c `"$Line`"")
    $info.WorkingDirectory = $Folder
    $info.UseShellExecute = $false
    $info.CreateNoWindow = $NoConsole
    $info.RedirectStandardInput = $info.RedirectStandardOutput = $info.RedirectStandardError = $true
    $process = [Diagnostics.Process]::Start($info)
    $process.StandardInput.Close()
    $output = [IO.MemoryStream]::new()
    [pscustomobject]@{ Process = $process; Output = $output; Copy = $process.StandardOutput.BaseStream.CopyToAsync($output); Errors = $process.StandardError.ReadToEndAsync() }
}

function script:Wait-Line($Started) {
    if (-not $Started.Process.WaitForExit(120000)) {
        $Started.Process.Kill($true)
        throw "The line had not ended after 120 s: $($Started.Errors.Result)"
    }
    $null = $Started.Copy.Wait()
    $bytes = $Started.Output.ToArray()
    [pscustomobject]@{ Bytes = $bytes; Text = [Text.Encoding]::UTF8.GetString($bytes).TrimEnd(); ExitCode = $Started.Process.ExitCode; Errors = $Started.Errors.Result }
}

function script:Invoke-Line([string] $Line, [string] $Folder = $TestDrive, [switch] $NoConsole) {
    Wait-Line (Start-Line $Line $Folder -NoConsole:$NoConsole)
}
