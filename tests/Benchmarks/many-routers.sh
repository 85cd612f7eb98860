#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# 500 routers identified, read over SNMP and judged by the shipped module: once where everything but SNMP and the status
# page is silent, as from outside, once where it is refused, as from inside. Needs root and Linux; raises and removes
# its own namespaces. All 500 routers run on this machine too, and share its processors with what is measured.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly RUNS=${1:-3}
readonly ROUTERS=${2:-500}
# As somebody would type it.
readonly OPTIONS=
readonly LAB=tests/lab/many-routers.sh
source tests/lab/lib/pwsh.sh

main() {
  prepare_pwsh
  trap 'bash "$LAB" down' EXIT
  measure 'all else silent'
  measure 'all else refused' refuse
}

# measure TITLE [many-routers options]
measure() {
  local title=$1 start end line
  shift
  bash "$LAB" up "$ROUTERS" "$@" >/dev/null 2>&1
  echo "== $ROUTERS routers, $title, $RUNS runs: Get-RouterExposure $OPTIONS"
  for ((run = 1; run <= RUNS; run++)); do
    # Whole-process time, start of the runtime included.
    start=$(date +%s.%N)
    line=$(examine)
    end=$(date +%s.%N)
    awk -v s="$start" -v e="$end" -v l="$line" 'BEGIN { printf "seconds %.2f %s\n", e - s, l }'
  done
}

examine() {
  bash "$LAB" exec "${PWSH[@]}" -Command "
    \$routers = @(Get-RouterExposure $(bash "$LAB" addresses | paste -sd, -) $OPTIONS)
    \$read = @(\$routers | Where-Object ForwardsComplete)
    \$known = @(\$routers | Where-Object { \$_.Identity.Model -and \$_.Firmware.Version })
    \$exposed = @(\$routers | Where-Object Verdict -eq Exposed)
    \$own = [System.Diagnostics.Process]::GetCurrentProcess()
    \"routers \$(\$routers.Count) identified \$(\$known.Count) read \$(\$read.Count) exposed \$(\$exposed.Count) cpu-seconds \$([int]\$own.TotalProcessorTime.TotalSeconds) peak-MiB \$([int](\$own.PeakWorkingSet64 / 1048576))\""
}

main
