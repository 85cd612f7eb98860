#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A generated ledger of 10,000 practices and 365 nights, and one of 100,000 and 30: open for an audit, the history of one practice and of all,
# the latest state, a comparison, a monitoring line, a dashboard, a whole test; then a writer that is killed 100 times.
#   history.sh [PRACTICES NIGHTS]   measures that ledger alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

work=$(mktemp -d)
readonly work

main() {
  trap 'rm -rf "$work"' EXIT
  dotnet build tests/Benchmarks -c Release -v quiet
  if (($# == 2)); then
    measure "$1" "$2"
    return
  fi

  measure 10000 365
  measure 100000 30
  echo '== a writer that is killed'
  figure kill "$work/killed.db"
}

# measure PRACTICES NIGHTS
measure() {
  local file=$work/$1x$2.db figure
  echo "== $1 practices, $2 nights"
  figure generate "$file" "$1" "$2"
  for figure in file open one latest compare line all dashboard test; do
    figure "$figure" "$file"
  done
  rm -f "$file"*
}

figure() { dotnet tests/Benchmarks/bin/Release/net10.0/PracticeNetSec.Benchmarks.dll history "$@"; }

main "$@"
