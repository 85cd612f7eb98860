# SPDX-License-Identifier: MIT
# How PSScriptAnalyzer looks at the scripts of this repository: every default rule, at every severity, none excluded.
@{
    IncludeDefaultRules = $true
    Rules               = @{
        PSUseCompatibleSyntax   = @{
            Enable         = $true
            TargetVersions = @('5.1', '7.0')
        }
        # Pester reads a script's parameters inside this block.
        PSReviewUnusedParameter = @{
            CommandsToTraverse = @('BeforeAll')
        }
    }
}
