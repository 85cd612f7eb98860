# SPDX-License-Identifier: MIT

Describe 'The module' {
    BeforeAll {
        $script:module = Get-Module PracticeNetSec
        $script:manifest = Import-PowerShellDataFile (Join-Path $module.ModuleBase 'PracticeNetSec.psd1')
    }

    It 'exports the cmdlets of its manifest and nothing else' {
        (Get-Command -Module PracticeNetSec).Name | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'has a manifest that is read without a warning' {
        $read = Test-ModuleManifest (Join-Path $module.ModuleBase 'PracticeNetSec.psd1') -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction Stop
        $warned | Should -BeNullOrEmpty
        $read.CompatiblePSEditions | Should -Be @('Desktop', 'Core')
        $read.PowerShellVersion | Should -Be ([version]'5.1')
    }

    It 'has a Pester file for each cmdlet' {
        $files = Get-ChildItem $PSScriptRoot -Filter '*-*.Tests.ps1' | ForEach-Object { $_.Name -replace '\.Tests\.ps1$' }
        $files | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
    }

    It 'shows help with examples for <_>' -ForEach (Get-Command -Module PracticeNetSec).Name {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeLike "*$_*"
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        $own = (Get-Command $_).Parameters.Values | Where-Object { $_.Attributes.ParameterSetName -and $_.Name -notin [Management.Automation.Cmdlet]::CommonParameters -and $_.Name -notin 'WhatIf', 'Confirm' }
        foreach ($parameter in $own) {
            (Get-Help $_ -Parameter $parameter.Name).description.Text | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) is a parameter"
        }
    }

    It 'is imported twice without a word and leaves no command behind when it is removed' {
        $code = {
            param($path)
            # It lies in PSModulePath here, and Get-Command would load it again.
            $PSModuleAutoLoadingPreference = 'None'
            Import-Module $path
            Import-Module $path
            Import-Module $path -Force
            $before = @(Get-Command -Module PracticeNetSec).Count
            Remove-Module PracticeNetSec
            "$before $(@(Get-Command -Module PracticeNetSec).Count) $(@(Get-Module PracticeNetSec).Count)"
        }
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript($code).AddArgument((Join-Path $module.ModuleBase 'PracticeNetSec.psd1'))
            $shell.Invoke() | Should -Be "$($manifest.CmdletsToExport.Count) 0 0"
            $shell.Streams.Error | Should -BeNullOrEmpty
            $shell.Streams.Warning | Should -BeNullOrEmpty
        }
        finally { $shell.Dispose() }
    }

    # Beside the first copy PowerShell reports its types as "already present": a types file cannot replace a member.
    It 'works from a second folder, and without an error when the first copy was removed before' {
        # Not on the TestDrive, which Pester removes: Windows holds the assemblies of a copy until the process ends.
        $folder = Join-Path ([IO.Path]::GetTempPath()) "PracticeNetSec-$([guid]::NewGuid().ToString('N'))"
        $copy = Join-Path $folder 'PracticeNetSec'
        $null = New-Item -ItemType Directory -Path $folder
        Copy-Item $module.ModuleBase $copy -Recurse
        $code = {
            param($first, $second, $remove)
            Import-Module $first
            if ($remove) { Remove-Module PracticeNetSec }
            Import-Module $second
            (Get-BreachDeadline '2020-12-22 12:17').Deadline.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture)
        }
        foreach ($remove in $true, $false) {
            $shell = [powershell]::Create()
            try {
                $null = $shell.AddScript($code).AddArgument((Join-Path $module.ModuleBase 'PracticeNetSec.psd1')).AddArgument((Join-Path $copy 'PracticeNetSec.psd1')).AddArgument($remove)
                $shell.Invoke()[0] | Should -Be '2020-12-25 13:00'
                if ($remove) { $shell.Streams.Error | Should -BeNullOrEmpty }
            }
            finally { $shell.Dispose() }
        }

        Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction Ignore
    }
}
