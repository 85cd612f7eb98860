@{
    # Imported by PracticeNetSec.psm1 when the cmdlets are loaded: the types file names their classes.
    ModuleVersion     = '0.1.0'
    GUID              = '6f0c1d2e-54b7-4c0e-9a53-0d7f5be3a117'
    Author            = 'PracticeNetSec contributors'
    Description       = 'Types and views of PracticeNetSec. Import PracticeNetSec instead.'
    TypesToProcess    = @('PracticeNetSec.types.ps1xml')
    FormatsToProcess  = @('PracticeNetSec.format.ps1xml')
    CmdletsToExport   = @()
    FunctionsToExport = @()
    AliasesToExport   = @()
    VariablesToExport = @()
}
