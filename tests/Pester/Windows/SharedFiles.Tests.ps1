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
        $wrong[0].Exception.Message | Should -BeLike '*CELLE-2019.docx*'
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
        @(Get-ChildItem "$TestDrive\left").Name | Should -Be 'CELLE-2019.docx'
    }

    It 'loses nothing of the history that a virus scanner has open' {
        $history = "$TestDrive\scanned.jsonl"
        $practices = Import-PracticeInventory (New-Inventory 'scanned.csv' 'P' 2)
        $null = $practices[0] | Invoke-PracticeAudit @quick -LedgerPath $history
        $held = [IO.File]::Open($history, 'Open', 'Read', 'Read')
        $wrong = @(try { $practices[1] | Invoke-PracticeAudit @quick -LedgerPath $history -ErrorAction Stop } catch { $_ })
        $held.Dispose()
        $wrong[0].FullyQualifiedErrorId | Should -Match '^(LedgerInUse|FileInUse|FileNotWritable),'
        (Test-ExposureHistory $history).IsWhole | Should -BeTrue
        $null = $practices[1] | Invoke-PracticeAudit @quick -LedgerPath $history -ErrorAction Stop
        (Test-ExposureHistory $history).Checks | Should -Be 2
    }
}

Describe 'Two audits and one history' {
    It 'write one after the other, or the second says that the first has it' {
        $history = Join-Path $TestDrive 'two.jsonl'
        $lines = foreach ($prefix in 'A', 'B') {
            $inventory = New-Inventory "$prefix.csv" $prefix 10
            Get-PowerShellLine "Import-PracticeInventory '$inventory' | Invoke-PracticeAudit -Port 9 -SkipRouter -SkipShares -TimeoutSeconds 0.2 -WarningAction Ignore -LedgerPath '$history' | ForEach-Object PracticeId"
        }
        $started = $lines | ForEach-Object { Start-Line $_ }
        $runs = $started | ForEach-Object { Wait-Line $_ }
        $check = Test-ExposureHistory $history
        $check.IsWhole | Should -BeTrue
        $refused = @($runs | Where-Object { $_.Errors -match 'two\.jsonl' -and -not $_.Text }).Count
        $refused | Should -BeLessThan 2
        $check.Checks | Should -Be (20 - 10 * $refused) -Because (($runs.Text + $runs.Errors) -join ' | ')
    }

    It 'goes on with -Resume after the first was killed' {
        $history = Join-Path $TestDrive 'killed.jsonl'
        $inventory = New-Inventory 'killed.csv' 'K' 60
        # Port 9 of 127.0.0.1 refuses at once; the pause keeps the run going until it is killed.
        $started = Start-Line (Get-PowerShellLine "Import-PracticeInventory '$inventory' | Invoke-PracticeAudit -Port 9 -SkipRouter -SkipShares -ThrottleLimit 1 -WarningAction Ignore -LedgerPath '$history' | ForEach-Object { Start-Sleep -Milliseconds 200 }")
        $deadline = [DateTime]::UtcNow.AddSeconds(60)
        while (-not ((Test-Path $history) -and (Get-Item $history).Length -gt 3000) -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 50 }
        $started.Process.Kill($true)
        $started.Process.WaitForExit()
        $practices = Import-PracticeInventory $inventory
        $rest = @($practices | Invoke-PracticeAudit @quick -LedgerPath $history -Resume -ErrorAction Stop)
        $rest.Count | Should -BeLessThan 60 -Because 'the first run had checked some'
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
