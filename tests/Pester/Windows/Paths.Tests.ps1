# SPDX-License-Identifier: MIT
# Paths as Windows has them, for what is read and for what is written.
if (-not $IsWindows) { return }

BeforeAll {
    $script:samples = (Resolve-Path (Join-Path $PSScriptRoot '../../../samples/celle')).Path
    $script:folder = (New-Item -ItemType Directory (Join-Path $TestDrive 'Prüfung der Praxen')).FullName
    Copy-Item "$samples\practices.csv" $folder
    $script:router = Import-NmapScan "$samples\nmap-fault.xml" -Practice (Import-PracticeInventory "$samples\practices.csv") | Get-RouterExposure -WalkPath "$samples\walk-fault.txt"
    $script:drive = $folder.Substring(0, 2)
    $script:long = Join-Path $folder (('a' * 90), ('b' * 90), ('c' * 90) -join '\')
    $null = [IO.Directory]::CreateDirectory($long)

    function Test-Folder([string] $Path) {
        Copy-Item "$samples\practices.csv" $Path -ErrorAction Ignore
        $practice = Import-PracticeInventory (Join-Path $Path 'practices.csv') -ErrorAction Stop
        $practice.PracticeId | Should -Be 'CELLE-2019'
        $files = $router | Export-BreachReport -Path $Path -Force -PassThru -Format Json, Csv -ErrorAction Stop
        $files.Name | Should -Be 'CELLE-2019.json', 'CELLE-2019.csv'
        foreach ($file in $files) { [IO.File]::Exists($file.FullName) | Should -BeTrue -Because $file.FullName }
        (Export-PracticeDashboard (Join-Path $Path 'fleet.html') -InputObject $router -Force -PassThru -ErrorAction Stop).Length | Should -BeGreaterThan 1000
    }
}

Describe 'A path' {
    AfterEach { Set-Location $PSScriptRoot }

    It 'with a drive letter, spaces and umlauts' { Test-Folder $folder }
    It 'with slashes' { Test-Folder $folder.Replace('\', '/') }
    It 'below the current folder' { Set-Location $folder; Test-Folder '.' }
    It 'relative to the drive' { Set-Location (Split-Path $folder); Test-Folder "${drive}Prüfung der Praxen" }
    It 'from the root of the current drive' { Set-Location $folder; Test-Folder $folder.Substring(2) }
    It 'with the prefix \\?\' { Test-Folder "\\?\$folder" }
    It 'of more than 260 characters' { Test-Folder $long }
    It 'on a share (UNC)' { Test-Folder "\\localhost\$($drive[0])`$$($folder.Substring(2))" }
    It 'of a PowerShell drive' {
        $null = New-PSDrive -Name Praxen -PSProvider FileSystem -Root $folder
        try { Test-Folder 'Praxen:\' } finally { Remove-PSDrive Praxen }
    }
}

Describe 'A name that Windows cannot store' {
    It '<_> is an error that names it, and nothing is written' -ForEach 'con.html', 'NUL', 'aux.txt', 'aux', 'lpt1.html', 'a:b.html', 'a|b.html', 'a?.html' {
        Set-Location $folder
        $before = @(Get-ChildItem $folder -Recurse).FullName
        $name = $_
        $wrong = @(try { Export-PracticeDashboard ".\$name" -InputObject $router -Force -ErrorAction Stop } catch { $_ })
        Set-Location $PSScriptRoot
        $wrong.Count | Should -Be 1
        $wrong[0].FullyQualifiedErrorId | Should -Match '^(ReservedFileName|InvalidFileName),'
        $wrong[0].Exception.Message | Should -BeLike "*$([Management.Automation.WildcardPattern]::Escape($name))*"
        $wrong[0].Exception.Message | Should -Not -Match 'another program|close'
        @(Get-ChildItem $folder -Recurse).FullName | Should -Be $before
    }
}
