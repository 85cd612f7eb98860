# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034 # PWSH is for the scripts that source this file
# PowerShell of the pinned version with the staged module, for benchmarks and recordings. Source it in the checkout's root.

# prepare_pwsh: restores PowerShell, builds the module where that has not happened, and sets PWSH to the words that
# start PowerShell. Not `dotnet tool run`: its launcher would be a second process in everything that is measured.
prepare_pwsh() {
  local version packages
  dotnet tool restore >/dev/null
  version=$(sed -n 's/.*"version": "\([0-9.]*\)".*/\1/p' .config/dotnet-tools.json)
  packages=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
  PWSH=(dotnet "${packages%/}/powershell/$version/tools/net10.0/any/unix/pwsh.dll" -NoProfile -NonInteractive)
  [[ -f artifacts/PracticeNetSec/PracticeNetSec.psd1 ]] || dotnet build src/PracticeNetSec.Packaging -c Release -v quiet
  export PSModulePath=$PWD/artifacts POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off
}
