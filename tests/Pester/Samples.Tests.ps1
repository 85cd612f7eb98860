# SPDX-License-Identifier: MIT

# The printed lines and the samples as agents, cron and the task scheduler run them: a process of the real PowerShell,
# started by the system's own shell, with each fault planted.

BeforeDiscovery {
    $script:root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $unknown = @{ Nagios = 3; Datto = 1; NinjaOne = 3; Zabbix = 3; Json = 3; GitHub = 1 }
    # Starting a process takes seconds under Wine (tests/windows/run.sh sets the variable): there the first and the last fault
    # of a list stand for all, and two formats.
    $script:few = $env:PNS_FEW_STARTS -eq '1'
    function script:Select-Fault([object[]] $Fault) { if ($few) { $Fault[0, -1] } else { $Fault } }
    $script:formats = foreach ($format in 'Nagios', 'Datto', 'NinjaOne', 'Zabbix', 'Json', 'GitHub') { @{ Format = $format; Unknown = $unknown[$format] } }
}

BeforeAll {
    $script:root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $script:nightly = Join-Path $root 'samples/fleet/nightly.ps1'
    $script:empty = New-Item -ItemType Directory (Join-Path $TestDrive 'no modules')
    $script:modules = New-Item -ItemType Directory (Join-Path $TestDrive 'modules')
    Copy-Item (Get-Module PracticeNetSec).ModuleBase (Join-Path $modules 'PracticeNetSec') -Recurse

    # A fleet that is well cannot be measured without a network: this module says that it is.
    $script:well = New-Item -ItemType Directory (Join-Path $TestDrive 'well/PracticeNetSec') -Force
    Set-Content (Join-Path $well 'PracticeNetSec.psm1') @'
function Import-PracticeInventory { [CmdletBinding()] param($Path) 'A' }
function Invoke-PracticeAudit { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $InputObject, $LedgerPath, [switch] $Resume) process { if (Test-Path $LedgerPath) { Set-Content "$LedgerPath.resume" $Resume }; $InputObject } }
function Export-BreachReport { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $InputObject, $Path, $LedgerPath, [switch] $Force) process { } }
function Export-PracticeDashboard { [CmdletBinding()] param($Path, $LedgerPath, [switch] $Force) }
function ConvertTo-RmmResult { [CmdletBinding()] param($Format, [Parameter(ValueFromPipeline)] $InputObject, $LedgerPath, $Failure) end { [pscustomobject]@{ Output = "all is well ($Failure)"; ExitCode = 0 } } }
'@
    $silent = New-Item -ItemType Directory (Join-Path $TestDrive 'none/PracticeNetSec') -Force
    (Get-Content (Join-Path $well 'PracticeNetSec.psm1')) -replace '\[pscustomobject\].*\} \}$', '} }' | Set-Content (Join-Path $silent 'PracticeNetSec.psm1')
    $script:well = Join-Path $TestDrive 'well'
    $script:none = Join-Path $TestDrive 'none'

    # The name of the program stands in the lines; the program is the one that runs this.
    $script:programs = New-Item -ItemType Directory (Join-Path $TestDrive 'programs')
    $script:program = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh.dll')
    if (-not $IsWindows) {
        $wrapper = Join-Path $programs 'pwsh'
        Set-Content $wrapper "#!/bin/sh`nexec dotnet '$program' `"`$@`""
        chmod +x $wrapper
    }

    # Runs a line in the system's shell and gives its standard output, standard error and exit code.
    function script:Invoke-Line([string] $Line, [string] $ModulePath, [string] $Folder = $TestDrive) {
        $file = Join-Path $TestDrive ($IsWindows ? 'line.cmd' : 'line.sh')
        Set-Content $file ($IsWindows ? "@$Line" : $Line)
        $before = $env:PSModulePath, $env:PATH
        Push-Location $Folder
        try {
            $env:PSModulePath = $ModulePath
            $env:PATH = "$programs$([IO.Path]::PathSeparator)$env:PATH"
            $output = if ($IsWindows) { & $env:ComSpec /d /c $file 2> "$file.errors" } else { sh $file 2> "$file.errors" }
            [pscustomobject]@{ Output = @($output); ExitCode = $LASTEXITCODE; Errors = Get-Content "$file.errors" -Raw }
        }
        finally {
            Pop-Location
            $env:PSModulePath, $env:PATH = $before
        }
    }

    # The complete line of a page for the shell of this system.
    function script:Get-PrintedLine([string] $Page, [string] $Format, [string] $Language = ($IsWindows ? 'bat' : 'sh')) {
        $text = Get-Content (Join-Path $root $Page) -Raw
        $line = [regex]::Matches($text, "(?m)^``````$Language\n(.*ConvertTo-RmmResult $Format .*)\n``````$").ForEach({ $_.Groups[1].Value })
        $line.Count | Should -Be 1 -Because "$Page prints one line for $Format in $Language"
        $IsWindows ? ($line[0] -replace '^powershell\.exe', "`"$program`"") : $line[0]
    }

    # The line of nightly.ps1 as cron and the task run it.
    function script:Get-NightlyLine([string] $Arguments) {
        $text = "try { & '$nightly' $Arguments; exit `$LASTEXITCODE } catch { 'caught: ' + `$_; exit 3 }"
        $IsWindows ? "`"$program`" -NoProfile -NonInteractive -ExecutionPolicy RemoteSigned -Command `"$text`"" : "pwsh -NoProfile -NonInteractive -Command `"$($text.Replace('$', '\$'))`""
    }

    # The format's own UNKNOWN line, nothing beside it, in ASCII.
    function script:Test-UnknownLine($Run, [string] $Format, [int] $Code, [string] $Text) {
        $Run.ExitCode | Should -Be $Code -Because "$($Run.Output) $($Run.Errors)"
        $Run.Errors | Should -BeNullOrEmpty
        $line = switch ($Format) {
            'Datto' {
                $Run.Output.Count | Should -Be 3
                "$($Run.Output[0]) $($Run.Output[2])" | Should -Be '<-Start Result-> <-End Result->'
                $Run.Output[1]
            }
            # The first line has the most severe alone, the lines after it have all.
            'Nagios' { $Run.Output -join ' ' }
            default {
                $Run.Output.Count | Should -Be 1 -Because ($Run.Output -join '//')
                $Run.Output[0]
            }
        }
        $line | Should -Match '^[ -~]+$'
        switch -Regex ($Format) {
            'Zabbix|Json' {
                $json = $line | ConvertFrom-Json
                "$($json.state) $($json.status)" | Should -Be '3 Unknown'
                $json.text | Should -BeLike "*$Text*"
                foreach ($count in 'practices', 'exposed', 'atRisk', 'undetermined', 'notExposed', 'completeCoverage', 'errors') { $json.PSObject.Properties.Name | Should -Contain $count }
            }
            'Datto' { $line | Should -BeLike "STATUS=UNKNOWN - *$Text*"; $line.Length | Should -BeLessOrEqual 255 }
            'NinjaOne' { $line | Should -BeLike "UNKNOWN - *$Text*"; $line.Length | Should -BeLessOrEqual 200 }
            'GitHub' { $line | Should -BeLike "::error title=PracticeNetSec UNKNOWN::*$Text*" }
            'Nagios' { $line | Should -BeLike "PRACTICES UNKNOWN - *$Text*" }
        }
    }

    Set-Content (Join-Path $TestDrive 'practices.csv') "PracticeId;Name;Land;WanAddress;AuthorizedBy`nÄ;Praxis Ä;NI;127.0.0.1;Dr. Ä"
    Set-Content (Join-Path $TestDrive 'empty.csv') 'PracticeId;Name;Land;WanAddress;AuthorizedBy'
    Set-Content (Join-Path $TestDrive 'broken.csv') "PracticeId;Name;Land;WanAddress;AuthorizedBy`nA;Praxis A;NI;127.0.0.1;Dr. A`nB;Praxis B;XX;127.0.0.2;Dr. B"
    Set-Content (Join-Path $TestDrive 'binary.csv') ([byte[]](0..255)) -AsByteStream
}

Describe 'The execution policy' {
    It 'stands in every printed line that starts PowerShell under Windows' {
        $files = @(Get-ChildItem (Join-Path $root 'docs'), (Join-Path $root 'samples') -Recurse -File -Include *.md, *.ps1, *.xml) + (Get-Item (Join-Path $root 'README.md'))
        $lines = $files | Select-String -Pattern '\b(powershell(\.exe)?|pwsh\.exe) -\w' -CaseSensitive
        @($lines).Count | Should -BeGreaterThan 12
        @($lines | Where-Object { $_.Line -cnotmatch '\b(powershell(\.exe)?|pwsh\.exe) [^"]*-ExecutionPolicy RemoteSigned\b' } | ForEach-Object { "$($_.Path):$($_.LineNumber)" }) | Should -BeNullOrEmpty
    }

    It 'is explained in <_>' -ForEach 'docs/about/about_PracticeNetSec.md', 'docs/de/about/about_PracticeNetSec.md' {
        $text = Get-Content (Join-Path $root $_) -Raw
        foreach ($word in 'Restricted', 'RemoteSigned', 'AllSigned', 'Mark of the Web', 'Unblock-File', 'MachinePolicy', 'Set-AuthenticodeSignature') { $text | Should -Match $word }
    }
}

Describe 'The printed line of <Format>' -ForEach $formats {
    It 'stands the same in both languages and shells, and in the example of the cmdlet' {
        $cmd = Get-PrintedLine 'docs/monitoring.md' $Format 'bat'
        $sh = Get-PrintedLine 'docs/monitoring.md' $Format 'sh'
        Get-PrintedLine 'docs/de/monitoring.md' $Format 'bat' | Should -BeExactly $cmd
        Get-PrintedLine 'docs/de/monitoring.md' $Format 'sh' | Should -BeExactly $sh
        $text = [regex]::Match($cmd, '-NoProfile -NonInteractive -ExecutionPolicy RemoteSigned -Command "([^"]+)"$').Groups[1].Value
        $text | Should -Not -BeNullOrEmpty
        $sh | Should -BeExactly "pwsh -NoProfile -NonInteractive -Command `"$($text.Replace('$', '\$'))`""
        foreach ($page in 'docs/ConvertTo-RmmResult.md', 'docs/de/ConvertTo-RmmResult.md') {
            (Get-Content (Join-Path $root $page) -Raw).Contains("``````powershell`n$text`n``````") | Should -BeTrue -Because "$page prints it as an example"
        }
    }

    It 'has nothing that cmd.exe, sh or Windows PowerShell 5.1 take otherwise' {
        $text = [regex]::Match((Get-PrintedLine 'docs/monitoring.md' $Format 'bat'), '-Command "(.+)"$').Groups[1].Value
        $text | Should -Not -Match '["%!`]'
        $text | Should -Not -Match '\?\?|&&|\|\||-Parallel|-AsHashtable|-EscapeHandling|\? .+ :'
        $errors = $null
        $null = [Management.Automation.Language.Parser]::ParseInput($text, [ref] $null, [ref] $errors)
        $errors | Should -BeNullOrEmpty
    }

    # Two formats stand for all under Wine; CommandLine.Tests.ps1 runs each there.
    if ($few -and $Format -notin 'Nagios', 'GitHub') { return }

    It 'is unknown without the module' {
        Test-UnknownLine (Invoke-Line (Get-PrintedLine 'docs/monitoring.md' $Format) $empty) $Format $Unknown "the check did not run: *PracticeNetSec*"
    }

    # Other systems have no execution policy.
    if ($IsWindows) {
        It 'is unknown where the policy refuses the module' {
            $line = (Get-PrintedLine 'docs/monitoring.md' $Format).Replace('-ExecutionPolicy RemoteSigned', '-ExecutionPolicy Restricted')
            Test-UnknownLine (Invoke-Line $line $modules) $Format $Unknown 'the check did not run: *'
        }
    }

    It 'is unknown without the inventory' {
        $line = (Get-PrintedLine 'docs/monitoring.md' $Format).Replace('./practices.csv', './missing.csv')
        Test-UnknownLine (Invoke-Line $line $modules) $Format $Unknown "no practice was checked: error: *missing.csv' does not exist*"
    }
}

Describe 'The printed line of Nagios' {
    It 'is unknown where <Fault>' -ForEach (Select-Fault @(
        @{ Fault = 'the inventory names no practice'; From = './practices.csv'; To = './empty.csv'; Text = "empty.csv' names no practice" }
        @{ Fault = 'the inventory is a folder'; From = './practices.csv'; To = "'./no modules'"; Text = 'is a folder' }
        @{ Fault = 'the inventory is something else'; From = './practices.csv'; To = './binary.csv'; Text = 'no practice was checked: error: ' }
        @{ Fault = 'a line of the inventory cannot be read'; From = './practices.csv'; To = './broken.csv'; Text = "broken.csv, line 3: Land 'XX' is not known" }
        @{ Fault = 'the ledger is a folder'; From = './fleet.db'; To = "'./no modules'"; Text = 'no modules' }
        @{ Fault = 'the ledger lies in a folder that cannot be created'; From = './fleet.db'; To = './practices.csv/fleet.db'; Text = "practices.csv' is a file, not a folder" }
        @{ Fault = 'the ledger was altered'; From = './fleet.db'; To = './binary.csv'; Text = 'is no ledger of this module' }
    )) {
        $line = (Get-PrintedLine 'docs/monitoring.md' 'Nagios').Replace($From, $To)
        $line | Should -BeLike "*$To*"
        Test-UnknownLine (Invoke-Line $line $modules) 'Nagios' 3 $Text
    }

    It 'continues a run of this night and no older one' -ForEach @(@{ Hours = 2; Resume = 'True' }, @{ Hours = 20; Resume = 'False' }) {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive "night$Hours")
        $file = New-Item -ItemType File (Join-Path $folder 'fleet.db')
        $file.LastWriteTime = (Get-Date).AddHours(-$Hours)
        $run = Invoke-Line (Get-NightlyLine "-Inventory practices.csv -Output '$folder'") $well
        $run.ExitCode | Should -Be 0 -Because "$($run.Output) $($run.Errors)"
        Get-Content "$file.resume" | Should -Be $Resume
    }

    It 'is unknown with a module that gives no result' {
        Test-UnknownLine (Invoke-Line (Get-PrintedLine 'docs/monitoring.md' 'Nagios') $none) 'Nagios' 3 'no result was made'
    }

    It 'ends with 0 when all is well' {
        $run = Invoke-Line (Get-PrintedLine 'docs/monitoring.md' 'Nagios') $well
        "$($run.ExitCode) $($run.Output)" | Should -Be '0 all is well ()'
    }

    It 'carries a result through when the check ran' {
        # The others left practices in the ledger that this inventory does not name.
        $run = Invoke-Line (Get-PrintedLine 'docs/monitoring.md' 'Nagios').Replace('./fleet.db', './own.db') $modules
        "$($run.ExitCode)" | Should -Be '3'
        $run.Output[0] | Should -BeLike 'PRACTICES UNKNOWN - Ae Undetermined, measured *: *undetermined=1;;;0;1*'
        $run.Errors | Should -BeNullOrEmpty
    }
}

Describe 'nightly.ps1' {
    It 'is unknown without the module, for <Format>' -ForEach @($formats | Where-Object { -not $few -or $_.Format -in 'Nagios', 'GitHub' }) {
        Test-UnknownLine (Invoke-Line (Get-NightlyLine "-Format $Format") $empty) $Format $Unknown 'the check did not run: *PracticeNetSec*'
    }

    It 'is unknown where <Fault>' -ForEach (Select-Fault @(
        @{ Fault = 'the inventory is missing'; Arguments = '-Inventory missing.csv -Output out1'; Text = "missing.csv' does not exist" }
        @{ Fault = 'the inventory names no practice'; Arguments = '-Inventory empty.csv -Output out1'; Text = 'names no practice' }
        @{ Fault = 'the inventory is something else'; Arguments = '-Inventory binary.csv -Output out1'; Text = 'no practice was checked: error: ' }
        @{ Fault = 'a line of the inventory cannot be read'; Arguments = '-Inventory broken.csv -Output out2'; Text = "Land 'XX' is not known" }
        @{ Fault = 'the output folder cannot be created'; Arguments = '-Inventory practices.csv -Output practices.csv/out'; Text = 'is a file, not a folder' }
        @{ Fault = 'the output folder is a file'; Arguments = '-Inventory practices.csv -Output practices.csv'; Text = 'is a file, not a folder' }
        @{ Fault = 'the name of the output folder is a device'; Arguments = '-Inventory practices.csv -Output aux'; Text = 'name of a device' }
    )) {
        Test-UnknownLine (Invoke-Line (Get-NightlyLine $Arguments) $modules) 'Nagios' 3 $Text
    }

    # Yesterday's result must not stand in for tonight's.
    It 'does not show an earlier night when <Fault>' -ForEach (Select-Fault @(
        @{ Fault = 'the inventory has gone'; Break = { Remove-Item inventory.csv }; Text = "inventory.csv' does not exist" }
        @{ Fault = 'the ledger is in use'; Break = { $script:held = [IO.File]::Open("$TestDrive/night/fleet.db.lock", 'Open', 'ReadWrite', 'None') }; Text = 'is being written by another audit' }
        @{ Fault = 'the ledger was altered'; Break = { Set-Content night/fleet.db 'x' }; Text = 'is no ledger of this module' }
    )) {
        Push-Location $TestDrive
        $script:held = $null
        try {
            Copy-Item practices.csv inventory.csv
            (Invoke-Line (Get-NightlyLine '-Inventory inventory.csv -Output night') $modules).Output[0] | Should -BeLike 'PRACTICES UNKNOWN - Ae Undetermined*'
            & $Break
            $run = Invoke-Line (Get-NightlyLine '-Inventory inventory.csv -Output night') $modules
            Test-UnknownLine $run 'Nagios' 3 $Text
            $run.Output[0] | Should -BeLike '*no practice was checked*exposed=0;;0;0;0*'
        }
        finally {
            if ($held) { $held.Dispose() }
            Remove-Item night -Recurse -Force -ErrorAction SilentlyContinue
            Pop-Location
        }
    }

    It 'is unknown when the dashboard cannot be written' {
        $null = New-Item -ItemType Directory (Join-Path $TestDrive 'blocked/fleet.html') -Force
        Test-UnknownLine (Invoke-Line (Get-NightlyLine '-Inventory practices.csv -Output blocked') $modules) 'Nagios' 3 "fleet.html' is a folder"
    }

    It 'ends with 0 when all is well' {
        $run = Invoke-Line (Get-NightlyLine '-Inventory practices.csv -Output good') $well
        "$($run.ExitCode) $($run.Output)" | Should -Be '0 all is well ()'
    }

    It 'is unknown with a module that gives no result' {
        Test-UnknownLine (Invoke-Line (Get-NightlyLine '-Inventory practices.csv -Output good') $none) 'Nagios' 3 'no result was made'
    }
}

Describe 'The cron entry and the scheduled task' {
    BeforeAll {
        $entry = @(Get-Content (Join-Path $root 'samples/fleet/PracticeAudit.cron') | Where-Object { $_ -match '^\d' })
        $entry.Count | Should -Be 1
        # Five fields of time and the account; cron takes a percent sign for the end of the line.
        $entry[0] | Should -Not -Match '%'
        $script:cron = $entry[0] -replace '^15 2 \* \* \* practice-audit '
        $task = [xml](Get-Content (Join-Path $root 'samples/fleet/PracticeAudit.task.xml') -Raw)
        $script:exec = $task.Task.Actions.Exec

        # The entry with its absolute paths replaced, for the shell of this system.
        function script:Get-Scheduled([string] $Script, [string] $Inventory, [string] $Output) {
            if ($IsWindows) {
                "`"$program`" $($exec.Arguments)".Replace('C:\Program Files\PracticeAudit\nightly.ps1', $Script).Replace('C:\ProgramData\PracticeAudit\practices.csv', $Inventory).Replace('C:\ProgramData\PracticeAudit\out', $Output)
            }
            else {
                $cron.Replace('/opt/practice-audit/nightly.ps1', $Script).Replace('/etc/practice-audit/practices.csv', $Inventory).Replace('/var/lib/practice-audit', $Output)
            }
        }
    }

    It 'run the same command' {
        $text = [regex]::Match($exec.Arguments, '-Command "([^"]+)"$').Groups[1].Value
        $inCron = [regex]::Match($cron, '-Command "([^"]+)"$').Groups[1].Value.Replace('\$', '$')
        $text.Replace('C:\Program Files\PracticeAudit\nightly.ps1', '/opt/practice-audit/nightly.ps1').Replace('C:\ProgramData\PracticeAudit\practices.csv', '/etc/practice-audit/practices.csv').Replace('C:\ProgramData\PracticeAudit\out', '/var/lib/practice-audit') | Should -BeExactly $inCron
        $exec.Command | Should -Be 'powershell.exe'
        $exec.Arguments | Should -BeLike '*-ExecutionPolicy RemoteSigned *'
    }

    It 'end with 0 when all is well' {
        $run = Invoke-Line (Get-Scheduled $nightly 'practices.csv' 'good') $well
        "$($run.ExitCode) $($run.Output)" | Should -Be '0 all is well ()'
    }

    It 'are unknown where <Fault>' -ForEach (Select-Fault @(
        @{ Fault = 'the script is missing'; Script = { './missing.ps1' }; Inventory = 'practices.csv'; Text = 'the check did not run: *missing.ps1*' }
        @{ Fault = 'the script does not parse'; Script = { Set-Content "$TestDrive/parse.ps1" 'if ('; './parse.ps1' }; Inventory = 'practices.csv'; Text = 'the check did not run: *' }
        @{ Fault = 'the script throws'; Script = { Set-Content "$TestDrive/throws.ps1" 'param($Inventory, $Output) throw "it | broke ä"'; './throws.ps1' }; Inventory = 'practices.csv'; Text = 'the check did not run: it*broke*' }
        @{ Fault = 'the inventory is missing'; Script = { $nightly }; Inventory = 'missing.csv'; Text = "missing.csv' does not exist" }
    )) {
        Test-UnknownLine (Invoke-Line (Get-Scheduled (& $Script) $Inventory 'out3') $modules) 'Nagios' 3 $Text
    }

    It 'do not end with 0 when the script is empty' {
        Set-Content "$TestDrive/nothing.ps1" ''
        (Invoke-Line (Get-Scheduled './nothing.ps1' 'practices.csv' 'out3') $modules).ExitCode | Should -Be 3
    }

    It 'are unknown without the module' {
        Test-UnknownLine (Invoke-Line (Get-Scheduled $nightly 'practices.csv' 'out3') $empty) 'Nagios' 3 'the check did not run: *PracticeNetSec*'
    }

    if (-not $IsWindows) {
        It 'are unknown without PowerShell' {
            $sh = Join-Path $TestDrive 'without.sh'
            Set-Content $sh $cron
            $output = & /usr/bin/env PATH=/nonexistent /bin/sh $sh
            "$LASTEXITCODE $output" | Should -Be '3 PRACTICES UNKNOWN - the check did not run: pwsh is not installed'
        }
    }

    It 'has a set-up that gives no other user a right' {
        $setup = Get-Content (Join-Path $root 'samples/fleet/setup.ps1') -Raw
        $sids = [regex]::Matches($setup, "'\*(S-1-[\d-]+)'").ForEach({ $_.Groups[1].Value })
        $sids | Sort-Object -Unique | Should -Be @('S-1-5-18', 'S-1-5-19', 'S-1-5-32-544') # SYSTEM, LocalService, administrators
        $setup | Should -Match '/inheritance:r'
        foreach ($path in 'C:\Program Files\PracticeAudit', 'C:\ProgramData\PracticeAudit\practices.csv', 'C:\ProgramData\PracticeAudit\out') { $exec.Arguments | Should -BeLike "*$path*" }
    }
}

Describe 'Practices.Tests.ps1' {
    It 'fails where <Fault>' -ForEach (Select-Fault @(
        @{ Fault = 'the module is missing'; Modules = 'no modules'; Inventory = 'practices.csv'; Ledger = 'ci.db' }
        @{ Fault = 'the inventory is missing'; Modules = 'modules'; Inventory = 'missing.csv'; Ledger = 'ci.db' }
        @{ Fault = 'the inventory names no practice'; Modules = 'modules'; Inventory = 'empty.csv'; Ledger = 'ci.db' }
        @{ Fault = 'the ledger cannot be written'; Modules = 'modules'; Inventory = 'practices.csv'; Ledger = 'practices.csv/ci.db' }
        @{ Fault = 'nothing could be determined'; Modules = 'modules'; Inventory = 'practices.csv'; Ledger = 'ci.db'; Passes = $true }
    )) {
        $pester = Split-Path (Split-Path (Get-Module Pester).ModuleBase)
        $suite = Join-Path $root 'samples/fleet/Practices.Tests.ps1'
        $text = "Import-Module '$((Get-Module Pester).Path -replace '\.psm1$', '.psd1')'; `$r = Invoke-Pester -Container (New-PesterContainer -Path '$suite' -Data @{ Inventory = '$Inventory'; Ledger = '$Ledger' }) -PassThru -Output None; 'passed ' + `$r.PassedCount + ' ' + `$r.Result; exit `$r.FailedCount"
        $line = $IsWindows ? "`"$program`" -NoProfile -ExecutionPolicy RemoteSigned -Command `"$text`"" : "pwsh -NoProfile -Command `"$($text.Replace('$', '\$'))`""
        $run = Invoke-Line $line "$(Join-Path $TestDrive $Modules)$([IO.Path]::PathSeparator)$pester"
        $run.ExitCode | Should -BeGreaterThan 0 -Because "$($run.Output) $($run.Errors)"
        $run.Output[-1] | Should -Match ($Passes ? '^passed [1-9]\d* Failed$' : '^passed 0 Failed$')
    }
}
