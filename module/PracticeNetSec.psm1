# SPDX-License-Identifier: MIT
# Loads the cmdlets, then the types and views that name their classes.
# PowerShell 7 gets them in an assembly load context of their own: another module may have loaded other versions of the same
# dependencies (docs/decisions/dependencies.md). Windows PowerShell has no such contexts. A session in constrained language
# may call no method: it loads the same assembly without a context.
$cmdlets = if ($PSVersionTable.PSVersion -ge [version] '7.4' -and $ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage') {
    $loading = [Reflection.Assembly]::LoadFile("$PSScriptRoot/net8.0/PracticeNetSec.Loading.dll").GetType('PracticeNetSec.Loading.ModuleLoadContext')
    Import-Module -Assembly $loading::Cmdlets -PassThru
}
else {
    Import-Module "$PSScriptRoot/PracticeNetSec.Cmdlets.dll" -PassThru
}

# Types and views of another version in the same session define the same members, which PowerShell refuses.
Get-Module PracticeNetSec.Views -All | Remove-Module
Import-Module "$PSScriptRoot/PracticeNetSec.Views.psd1"

if ($ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage') {
    # Otherwise the next import finds the assembly loaded and exports nothing (github.com/PowerShell/PowerShell/issues/20710).
    $ExecutionContext.SessionState.Module.OnRemove = { Remove-Module -ModuleInfo $cmdlets }
}
