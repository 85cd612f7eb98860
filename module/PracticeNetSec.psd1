@{
    RootModule             = 'PracticeNetSec.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = 'b5a3b2c6-7f0e-4d37-9d4b-6a3d1f6c2e91'
    Author                 = 'PracticeNetSec contributors'
    CompanyName            = 'PracticeNetSec contributors'
    Copyright              = '(c) PracticeNetSec contributors. MIT licence.'
    Description            = 'Finds what the Internet can reach in a medical practice, proves what an unauthenticated user could read or write there without changing anything, and writes the documents of Art. 33 GDPR.'
    # No HelpInfoURI: it names a server of updatable help, and the help of all languages travels with the module.
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    CmdletsToExport        = @(
        'Compare-ExposureSnapshot'
        'ConvertTo-RmmResult'
        'Export-BreachReport'
        'Export-ExposureHistory'
        'Export-PracticeDashboard'
        'Get-BreachDeadline'
        'Get-ExposureHistory'
        'Get-ExposureRun'
        'Get-RouterAdvisory'
        'Get-RouterExposure'
        'Get-SupervisoryAuthority'
        'Import-AbuseNotice'
        'Import-ExposureHistory'
        'Import-NmapScan'
        'Import-PracticeInventory'
        'Import-ScanResult'
        'Import-ShadowserverReport'
        'Invoke-PracticeAudit'
        'Merge-ExposureHistory'
        'New-BreachIncident'
        'Test-ExposureHistory'
        'Test-PortReachability'
        'Test-ShareReachability'
        'Test-VantagePoint'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags = @('security', 'network', 'healthcare', 'GDPR', 'DSGVO', 'router', 'SMB', 'SNMP', 'audit', 'Praxis', 'MSP', 'RMM')
            # LicenseUri and ProjectUri need the project's public address: the owner adds them before the first upload.
        }
    }
}
