@{
    # The commands are in the shell's own assembly, two folders above.
    RootModule           = '../../PracticeNetSec.Shell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '6b6c5f0e-52a9-4f0b-9d6a-0d0c4a9e1b57'
    Author               = 'PracticeNetSec contributors'
    CompanyName          = 'PracticeNetSec contributors'
    Copyright            = '(c) PracticeNetSec contributors. MIT licence.'
    Description          = 'Stand-ins for everyday PowerShell commands where only the engine is present.'
    PowerShellVersion    = '7.0'
    CompatiblePSEditions = @('Core')
    CmdletsToExport      = '*'
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
}
