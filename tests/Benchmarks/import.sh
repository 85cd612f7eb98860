#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# How long Import-Module takes in a fresh PowerShell 7, beside an empty module in the same run: the difference is ours.
# Usage: import.sh [RUNS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly RUNS=${1:-9}
source tests/lab/lib/pwsh.sh
readonly MODULE=$PWD/artifacts/PracticeNetSec/PracticeNetSec.psd1
work=$(mktemp -d)
readonly work
trap 'rm -rf "$work"' EXIT

main() {
  prepare_pwsh
  mkdir "$work/Empty"
  echo "@{ ModuleVersion = '1.0' }" >"$work/Empty/Empty.psd1"
  local empty=() ours=()
  for ((run = 1; run <= RUNS; run++)); do
    empty+=("$(import "$work/Empty/Empty.psd1")")
    ours+=("$(import "$MODULE")")
  done
  awk -v a="$(median "${ours[@]}")" -v b="$(median "${empty[@]}")" -v n="$RUNS" 'BEGIN {
    printf "import, median of %d fresh processes: PracticeNetSec %d ms, an empty module %d ms, difference %d ms\n", n, a, b, a - b }'
}

import() {
  "${PWSH[@]}" -Command "\$clock = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$1'; [int]\$clock.Elapsed.TotalMilliseconds"
}

median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }

main
