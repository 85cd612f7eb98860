#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the tests on the Windows build of PowerShell 7 under Wine: tests/windows/run.ps1 is what runs, here and on real Windows.
#   bash tests/windows/run.sh [--package FILE.nupkg | --module FOLDER] [--pester FOLDER] [--part Pester] [--part Units] [--part Verdicts]
# Pester and Units run when no part is named. Verdicts raises four labs of tests/lab, needs root, and ends other runs of them.
# Installs Wine where it may; PNS_WINE names another one. What Wine cannot do is listed in wine-limits.tsv. The last line counts: "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Not below artifacts, where tests let PowerShell look for modules: Get-Help searches such a folder, and would follow the
# link to the machine's root among Wine's drives.
readonly WORK=$PWD/tests/windows/obj
readonly RESULTS=${PNS_WINDOWS_RESULTS:-$WORK/results}
# With write-xor-execute, Wine 8 ends the runtime at a finalizer. Wine's debugger would wait at each crash.
export WINEPREFIX=$WORK/prefix WINEDEBUG=${WINEDEBUG:--all} WINEDLLOVERRIDES='winedbg.exe=d' DOTNET_EnableWriteXorExecute=0
# Starting a process takes seconds here, so tests of command lines start fewer.
export PNS_FEW_STARTS=1
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off
package='' module=$PWD/artifacts/PracticeNetSec pester=$PWD/artifacts/modules/Pester parts=()

main() {
  while (($#)); do
    case $1 in
      --package) package=$(realpath "$2") ;;
      --module) module=$(realpath "$2") ;;
      --pester) pester=$(realpath "$2") ;;
      --part) parts+=("$2") ;;
      *) echo "Unknown argument: $1" >&2; exit 2 ;;
    esac
    shift 2
  done
  ((${#parts[@]})) || parts=(Pester Units)
  rm -rf "$RESULTS" && mkdir -p "$RESULTS"
  timed 'install Wine' install_wine
  if ! find_wine; then
    echo 'Wine is not on this machine: nothing was run as on Windows' >&2
    [[ ${CI:-} == true ]] && finish 0 1 0 || finish 0 0 1
  fi
  timed 'publish' publish || { echo 'The programs for Windows could not be built' >&2; finish 0 1 0; }
  timed 'prepare Wine' prepare_prefix || { echo "Wine could not be prepared, see $RESULTS/wine.log" >&2; finish 0 1 0; }
  [[ -z $package ]] || unpack || { echo "$package could not be unpacked" >&2; finish 0 1 0; }
  local part
  # One waits for processes to start where the other computes.
  for part in "${parts[@]}"; do
    [[ $part == Verdicts ]] || timed "$part" run_part "$part" >"$RESULTS/$part.log" &
  done
  wait
  for part in "${parts[@]}"; do
    if [[ $part == Verdicts ]]; then timed "$part" run_verdicts; else cat "$RESULTS/$part.log"; fi
  done
  run_part Summary | tee "$RESULTS/Summary.log"
  "$wineserver" -k
  [[ $(tail -n 1 "$RESULTS/Summary.log") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]] || finish 0 1 0
  finish "${BASH_REMATCH[@]:1:3}"
}

install_wine() {
  find_wine && return
  [[ $EUID -eq 0 && -z ${PNS_WINE:-} ]] && command -v apt-get >/dev/null || return 0
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends -o DPkg::Lock::Timeout=300 wine wine64; } >"$RESULTS/apt.log" 2>&1 ||
    echo "wine could not be installed, see $RESULTS/apt.log" >&2
}

# Debian's wrapper speaks of a missing 32-bit Wine; the loader behind it does not.
find_wine() {
  local found
  found=${PNS_WINE:-$(command -v wine64 || { [[ -x /usr/lib/wine/wine64 ]] && echo /usr/lib/wine/wine64; } || command -v wine)}
  [[ -x $found ]] || return 1
  wine=$found
  wineserver=$(command -v wineserver || echo /usr/lib/wine/wineserver)
}

publish() {
  local options=(-c Release -v quiet -p:RunAnalyzers=false)
  dotnet publish tests/windows/PracticeNetSec.WindowsHost "${options[@]}" -o "$WORK/host" &&
    dotnet publish tests/PracticeNetSec.Tests "${options[@]}" -r win-x64 --self-contained -o "$WORK/units"
}

# Made once; a prefix that another Wine made is made anew.
prepare_prefix() {
  local version
  version=$("$wine" --version)
  if [[ $(cat "$WORK/prefix.version" 2>/dev/null) != "$version" ]]; then
    rm -rf "$WINEPREFIX" "$WORK/prefix.version"
    { "$wine" wineboot -i && "$wine" winecfg -v win10 && "$wineserver" -w; } >"$RESULTS/wine.log" 2>&1 </dev/null || return
    echo "$version" >"$WORK/prefix.version"
  fi
  # Wine looks for \\localhost\C$ here.
  mkdir -p "$WINEPREFIX/dosdevices/unc/localhost" && ln -sfn ../../../drive_c "$WINEPREFIX/dosdevices/unc/localhost/C\$"
}

# What is tested is what people get.
unpack() {
  module=$WORK/package/PracticeNetSec
  rm -rf "$module" && mkdir -p "$module" && python3 -m zipfile -e "$package" "$module"
}

# PowerShell's console host wants a console: script makes a pseudo terminal. Its control sequences do not belong into a log.
run_part() {
  local command
  printf -v command '%q ' "$wine" "$WORK/host/pwsh.exe" -NoProfile -NonInteractive -ExecutionPolicy Bypass -File tests/windows/run.ps1 \
    -Part "$1" -Module "$(windows_path "$module")" -Pester "$(windows_path "$pester")" -Units "$(windows_path "$WORK/units")" \
    -Results "$(windows_path "$RESULTS")" -Limits tests/windows/wine-limits.tsv -Parts "$(IFS=,; echo "${parts[*]}")"
  timeout --kill-after=10 "${PNS_WINDOWS_SECONDS:-600}" script -qec "stty cols 250; $command" /dev/null </dev/null |
    sed -uE 's/\x1b\][^\a]*\a//g; s/\x1b\[[0-9;?]*[a-zA-Z]//g; s/\r//g' | grep -v -e '^wine: Read access denied' -e '^$'
}

# The lab's targets, judged by Linux and by Windows from the same place, one after the other.
run_verdicts() {
  local linux=$RESULTS/verdicts/linux windows=$RESULTS/verdicts/windows name address port targets=()
  source tests/lab/lib/pwsh.sh && prepare_pwsh
  {
    bash tests/lab/celle.sh up fault
    judge internet 'ports 203.0.113.1' 'unreachable 203.0.113.77' 'unreachable 198.51.100.9' 'router 203.0.113.1' 'shares 203.0.113.1 445' 'audit 203.0.113.1'
    judge practice 'ports 192.168.2.1' 'ports 192.168.2.10' 'ports 192.168.2.20' 'unreachable 192.168.2.77' 'unreachable 198.18.9.9' 'inside 192.168.2.1' 'shares 192.168.2.10 445' 'user 192.168.2.10 445'
    bash tests/lab/celle.sh stage patched
    judge internet 'ports 203.0.113.1 patched' 'router 203.0.113.1 patched'
    bash tests/lab/celle.sh down
    bash tests/lab/samba-matrix.sh up
    while read -r name address _ port _; do
      targets+=("shares $address $port")
      # Those in which an account gets other rights than null session and guest.
      [[ ! $name =~ ^(guest-never.*|signing-mandatory|encryption-.*|root-denied|share-writable-files-not|access-based-enumeration)$ ]] || targets+=("user $address $port")
    done < <(bash tests/lab/samba-matrix.sh list)
    judge matrix "${targets[@]}"
    bash tests/lab/samba-matrix.sh down
    bash tests/lab/igd.sh up
    judge igd 'inside 192.168.3.1' 'ports 192.168.3.1'
    bash tests/lab/igd.sh down
    bash tests/lab/devices.sh up
    # The tenth resets its connections, which Wine reads as their end, and the eleventh shows a certificate, where Wine's TLS ends (wine-limits.tsv).
    # The canary first: what one device proves for another would depend on which answers first.
    judge devices 'canary 198.18.64.200' 'devices 198.18.64.1-9' 'devices 198.18.64.12-16'
    bash tests/lab/devices.sh down
  } >"$RESULTS/lab.log" 2>&1 </dev/null
  "${PWSH[@]}" -File tests/windows/Compare-LabVerdict.ps1 -Linux "$linux" -Windows "$windows" -ResultPath "$RESULTS/Verdicts.tsv" >"$RESULTS/Verdicts.log"
}

# Sockets belong to Wine's server process: it must be started where they are to be.
judge() {
  local way=(bash tests/lab/celle.sh exec "$1") command
  case $1 in
    matrix) way=(bash tests/lab/samba-matrix.sh exec) ;;
    igd | devices) way=(bash "tests/lab/$1.sh" exec) ;;
  esac
  shift
  "${way[@]}" "${PWSH[@]}" -Command "& tests/windows/Get-LabVerdict.ps1 -Module '$module' -Path '$linux' -Target '$(join_by "','" "$@")'"
  "$wineserver" -k -w
  printf -v command '%q ' "$wine" "$WORK/host/pwsh.exe" -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command \
    "& '$(windows_path "$PWD/tests/windows/Get-LabVerdict.ps1")' -Module '$(windows_path "$module")' -Path '$(windows_path "$windows")' -Target '$(join_by "','" "$@")'"
  "${way[@]}" timeout --kill-after=10 "${PNS_WINDOWS_SECONDS:-600}" script -qec "$command" /dev/null
  "$wineserver" -k -w
}

join_by() {
  local separator=$1 joined=$2
  shift 2
  printf '%s' "$joined" "${@/#/$separator}"
}

windows_path() { echo "Z:${1//\//\\}"; }

timed() {
  local name=$1 start=$EPOCHREALTIME status
  shift
  "$@"
  status=$?
  LC_ALL=C awk -v n="$name" -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "== %s: %.1f s\n", n, b - a }'
  return $status
}

finish() {
  echo "$1 passed, $2 failed, $3 skipped"
  exit $(($2 > 0))
}

main "$@"
