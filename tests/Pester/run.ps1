# SPDX-License-Identifier: MIT
# Runs the Pester files against the staged module and closes with the line that tests/run.sh counts.
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
Import-Module (Join-Path $PSScriptRoot '../../artifacts/PracticeNetSec/PracticeNetSec.psd1') -Force
$result = Invoke-Pester -Path $PSScriptRoot -PassThru -Output Normal
'{0} passed, {1} failed, {2} skipped' -f $result.PassedCount, ($result.FailedCount + $result.FailedContainersCount + $result.FailedBlocksCount), ($result.SkippedCount + $result.NotRunCount)
exit [int]($result.Result -ne 'Passed')
