# SPDX-License-Identifier: MIT
# Files that Excel, Word, a virus scanner or a second audit hold open, and what a killed process leaves.
if (-not $IsWindows) { return }

BeforeAll {
    . (Join-Path $PSScriptRoot 'CommandLine.ps1')
    $script:samples = (Resolve-Path (Join-Path $PSScriptRoot '../../../samples/celle')).Path
    $script:quick = @{ Port = 9; SkipRouter = $true; SkipShares = $true; TimeoutSeconds = 0.2; WarningAction = 'Ignore' }
    $script:router = Import-NmapScan "$samples\nmap-fault.xml" -Practice (Import-PracticeInventory "$samples\practices.csv") | Get-RouterExposure -WalkPath "$samples\walk-fault.txt"

    function New-Inventory([string] $Name, [string] $Prefix, [int] $Count) {
        $lines = @('PracticeId;WanAddress;AuthorizedBy') + @(1..$Count | ForEach-Object { "$Prefix$_;127.0.0.1;Dr. Muster" })
        Set-Content (Join-Path $TestDrive $Name) -Value $lines -Encoding utf8
        Join-Path $TestDrive $Name
    }
}

Describe 'A file that another program holds open' {
    BeforeEach { $script:held = $null }
    AfterEach { if ($held) { $held.Dispose() } }

    It 'is read while Excel has the inventory open for writing' {
        $file = New-Inventory 'excel.csv' 'P' 2
        $held = [IO.File]::Open($file, 'Open', 'ReadWrite', 'Read')
        (Import-PracticeInventory $file -ErrorAction Stop).PracticeId | Should -Be 'P1', 'P2'
    }

    It 'is an error that names the inventory where nobody else may read it' {
        $file = New-Inventory 'locked.csv' 'P' 2
        $held = [IO.File]::Open($file, 'Open', 'ReadWrite', 'None')
        Import-PracticeInventory $file -ErrorVariable wrong -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $wrong[0].FullyQualifiedErrorId | Should -Match '^(FileInUse|FileNotReadable),'
        $wrong[0].Exception.Message | Should -BeLike '*locked.csv*'
    }

    It 'keeps the report that Word has open, and replaces it when Word is closed' {
        $file = ($router | Export-BreachReport -Path "$TestDrive\word" -Format Docx -PassThru).FullName
        $before = [IO.File]::ReadAllBytes($file)
        $held = [IO.File]::Open($file, 'Open', 'ReadWrite', 'Read')
        $router | Export-BreachReport -Path "$TestDrive\word" -Format Docx -Force -ErrorVariable wrong -ErrorAction SilentlyContinue
        $wrong[0].FullyQualifiedErrorId | Should -Match '^(FileInUse|FileNotWritable),'
        $wrong[0].Exception.Message | Should -BeLike '*CELLE-2019-internal.docx*'
        $held.Dispose()
        [IO.File]::ReadAllBytes($file) | Should -Be $before
        $router | Export-BreachReport -Path "$TestDrive\word" -Format Docx -Force -ErrorAction Stop
        [IO.File]::ReadAllBytes($file).Length | Should -BeGreaterThan 1000
    }

    It 'leaves no other file behind' {
        $file = ($router | Export-BreachReport -Path "$TestDrive\left" -Format Docx -PassThru).FullName
        $held = [IO.File]::Open($file, 'Open', 'ReadWrite', 'Read')
        $router | Export-BreachReport -Path "$TestDrive\left" -Format Docx -Force -ErrorAction SilentlyContinue
        $held.Dispose()
        @(Get-ChildItem "$TestDrive\left").Name | Should -Be 'CELLE-2019-internal.docx'
    }

    It 'loses nothing of the history that a virus scanner has open' {
        $history = "$TestDrive\scanned.db"
        $practices = Import-PracticeInventory (New-Inventory 'scanned.csv' 'P' 2)
        $null = $practices[0] | Invoke-PracticeAudit @quick -LedgerPath $history
        $held = [IO.File]::Open($history, 'Open', 'Read', 'Read')
        $wrong = @(try { $practices[1] | Invoke-PracticeAudit @quick -LedgerPath $history -ErrorAction Stop } catch { $_ })
        $held.Dispose()
        $wrong[0].FullyQualifiedErrorId | Should -Match '^(LedgerInUse|FileInUse|FileNotWritable),'
        (Test-ExposureHistory $history).IsWhole | Should -BeTrue
        $null = $practices[1] | Invoke-PracticeAudit @quick -LedgerPath $history -RetiredPracticeId $practices[0].PracticeId -ErrorAction Stop
        (Test-ExposureHistory $history).Checks | Should -Be 2
    }
}

# Each cmdlet that reads a file, as Excel, an editor or another program leaves that file: open for writing, and closed to everybody.
Describe 'A file that <Cmdlet> reads as <What>' -ForEach @(
    @{ Cmdlet = 'Import-PracticeInventory'; What = 'the inventory'; Original = 'practices.csv'; Read = { Import-PracticeInventory $file } }
    @{ Cmdlet = 'Import-NmapScan'; What = 'a scan'; Original = 'nmap-fault.xml'; Read = { Import-NmapScan $file } }
    @{ Cmdlet = 'Import-ShadowserverReport'; What = 'a report'; Original = 'scan_smb.csv'; Read = { Import-ShadowserverReport $file } }
    @{ Cmdlet = 'Get-RouterExposure'; What = 'a walk'; Original = 'walk-fault.txt'; Read = { Get-RouterExposure -WalkPath $file } }
    @{ Cmdlet = 'Get-RouterExposure'; What = 'advisories'; Original = 'advisories.json'; Read = { Get-RouterExposure -WalkPath "$samples\walk-fault.txt" -AdvisoryPath $file } }
    @{ Cmdlet = 'Get-RouterAdvisory'; What = 'advisories'; Original = 'advisories.json'; Read = { Get-RouterAdvisory -AdvisoryPath $file } }
    @{ Cmdlet = 'Export-BreachReport'; What = 'the facts of the incident'; Original = 'incident.json'; Read = { $router | Export-BreachReport -Path "$TestDrive\of-incident" -Format Json -IncidentPath $file -Force -PassThru } }
    @{ Cmdlet = 'Export-BreachReport'; What = 'the previous report'; Original = 'previous.json'; Read = { $router | Export-BreachReport -Path "$TestDrive\of-previous" -Format Json -PreviousReport $file -Force -PassThru } }
    @{ Cmdlet = 'Get-ExposureHistory'; What = 'a history'; Original = 'fleet.db'; Read = { Get-ExposureHistory $file } }
    @{ Cmdlet = 'Test-ExposureHistory'; What = 'a history'; Original = 'fleet.db'; Read = { Test-ExposureHistory $file } }
    @{ Cmdlet = 'Compare-ExposureSnapshot'; What = 'a history'; Original = 'fleet.db'; Read = { Compare-ExposureSnapshot $file } }
    @{ Cmdlet = 'ConvertTo-RmmResult'; What = 'a history'; Original = 'fleet.db'; Read = { ConvertTo-RmmResult Json -LedgerPath $file } }
    @{ Cmdlet = 'Export-PracticeDashboard'; What = 'a history'; Original = 'fleet.db'; Read = { Export-PracticeDashboard "$TestDrive\fleet.html" -LedgerPath $file -Force -PassThru } }
) {
    BeforeAll {
        $examples = Join-Path $PSScriptRoot '../../PracticeNetSec.Cmdlets.Tests/Samples/examples'
        $folder = New-Item -ItemType Directory "$TestDrive\$Cmdlet-$($What -replace ' ')" -Force
        $script:file = Join-Path $folder $Original
        switch ($Original) {
            { $_ -in 'practices.csv', 'nmap-fault.xml', 'walk-fault.txt' } { Copy-Item "$samples\$_" $file }
            'advisories.json' { Copy-Item (Join-Path $PSScriptRoot '../../../src/PracticeNetSec/Data/advisories.json') $file }
            'incident.json' { New-BreachIncident $file }
            'previous.json' { Copy-Item ($router | Export-BreachReport -Path "$folder\report" -Format Json -PassThru).FullName $file }
            default { Copy-Item "$examples\$_*" $folder }
        }
    }
    BeforeEach {
        $ErrorActionPreference = 'Continue'
        $held = $null
    }
    AfterEach { if ($held) { $held.Dispose() } }

    It 'is read while another program has it open for writing' {
        $expected = @(& $Read 2>&1 3>&1)
        $held = [IO.File]::Open($file, 'Open', 'ReadWrite', 'Read')
        $found = @(& $Read 2>&1 3>&1)
        $found.Count | Should -Be $expected.Count
        $found | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty
        "$found" -replace '\d+', '#' | Should -Be ("$expected" -replace '\d+', '#')
    }

    It 'is named with the remedy where nobody else may open it' {
        $held = [IO.File]::Open($file, 'Open', 'ReadWrite', 'None')
        $found = @(try { & $Read 2>&1 3>&1 } catch { $_ }) # what concerns every object ends the cmdlet
        $told = "$($found | ForEach-Object { if ($_ -is [Management.Automation.ErrorRecord]) { $_.Exception.Message } else { $_ } })"
        $told | Should -BeLike "*$Original*"
        $told | Should -BeLike '*another program has it open*'
        $told | Should -Not -Match '"?Status"?:\s*"?OK'
    }
}

Describe 'Two audits and one history' {
    It 'write one after the other, or the second says that the first has it' {
        $history = Join-Path $TestDrive 'two.db'
        $lines = foreach ($prefix in 'A', 'B') {
            $inventory = New-Inventory "$prefix.csv" $prefix 10
            Get-PowerShellLine "Import-PracticeInventory '$inventory' | Invoke-PracticeAudit -Port 9 -SkipRouter -SkipShares -TimeoutSeconds 0.2 -WarningAction Ignore -LedgerPath '$history' | ForEach-Object PracticeId"
        }
        $started = $lines | ForEach-Object { Start-Line $_ }
        $runs = $started | ForEach-Object { Wait-Line $_ }
        $check = Test-ExposureHistory $history
        $check.IsWhole | Should -BeTrue
        $refused = @($runs | Where-Object { $_.Errors -match 'two\.db' -and -not $_.Text }).Count
        $refused | Should -BeLessThan 2
        $check.Checks | Should -Be (20 - 10 * $refused) -Because (($runs.Text + $runs.Errors) -join ' | ')
    }

    It 'goes on with -Resume after the first was killed' {
        $history = Join-Path $TestDrive 'killed.db'
        $inventory = New-Inventory 'killed.csv' 'K' 60
        # Port 9 of 127.0.0.1 refuses at once; the pause keeps the run going until it is killed.
        $started = Start-Line (Get-PowerShellLine "Import-PracticeInventory '$inventory' | Invoke-PracticeAudit -Port 9 -SkipRouter -SkipShares -ThrottleLimit 1 -WarningAction Ignore -LedgerPath '$history' | ForEach-Object { Start-Sleep -Milliseconds 200 }")
        $deadline = [DateTime]::UtcNow.AddSeconds(60)
        while (-not ((Test-Path $history) -and (Get-ExposureRun $history -ErrorAction Ignore).Checked -ge 3) -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 50 }
        $started.Process.Kill($true)
        $started.Process.WaitForExit()
        $practices = Import-PracticeInventory $inventory
        $rest = @($practices | Invoke-PracticeAudit @quick -LedgerPath $history -Resume -ErrorAction Stop)
        $rest.Count | Should -Be 60
        @($rest | Where-Object RouterExposure).Count | Should -BeLessThan 60 -Because 'the first run had checked some'
        (Test-ExposureHistory $history).IsWhole | Should -BeTrue
        (Test-ExposureHistory $history).Checks | Should -Be 60
        (ConvertTo-RmmResult Json -LedgerPath $history).Practices | Should -Be 60
    }
}

Describe 'What only its owner may read' {
    It 'a report has the rights of its folder and no others' {
        $folder = New-Item -ItemType Directory "$TestDrive\private"
        $me = [Security.Principal.WindowsIdentity]::GetCurrent().User
        $acl = [Security.AccessControl.DirectorySecurity]::new()
        $acl.SetAccessRuleProtection($true, $false)
        $acl.AddAccessRule([Security.AccessControl.FileSystemAccessRule]::new($me, 'FullControl', 'ContainerInherit, ObjectInherit', 'None', 'Allow'))
        [IO.FileSystemAclExtensions]::SetAccessControl($folder, $acl)
        $file = $router | Export-BreachReport -Path $folder -Format Json -PassThru
        $rules = [IO.FileSystemAclExtensions]::GetAccessControl($file).GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier])
        @($rules.IdentityReference.Value | Sort-Object -Unique) | Should -Be $me.Value
    }

    It 'a saved credential holds no password in clear and comes back' {
        $secret = ConvertTo-SecureString 'Geheim-äöü-1' -AsPlainText -Force
        [pscredential]::new('praxis\mfa', $secret) | Export-Clixml "$TestDrive\mfa.clixml"
        $text = [IO.File]::ReadAllText("$TestDrive\mfa.clixml")
        $text | Should -Not -Match 'Geheim'
        $text | Should -Not -Match ([BitConverter]::ToString([Text.Encoding]::Unicode.GetBytes('Geheim')).Replace('-', ''))
        (Import-Clixml "$TestDrive\mfa.clixml").GetNetworkCredential().Password | Should -Be 'Geheim-äöü-1'
    }
}
