#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Exposed practices, and a connection that is disturbed for six seconds in mid-run: how many are wrongly cleared, how many are found, how long
# it takes beside a quiet run. Needs root and Linux; raises and removes its own namespaces.
#   outage.sh [RUNS] [PRACTICES] [KIND...]   default: 20 runs of 1000 practices for each kind
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly RUNS=${1:-20} COUNT=${2:-1000}
shift $(($# < 2 ? $# : 2))
KINDS=("$@")
((${#KINDS[@]})) || KINDS=(drop unreachable reject link names portal)
readonly KINDS SECONDS_OF_OUTAGE=6
source tests/lab/lib/pwsh.sh
readonly AUDIT='-SkipRouter -SkipShares -ThrottleLimit 256 -ConnectionLimit 4096 -ConnectionLimitPerHost 80 -TimeoutSeconds 1 -CanaryAddress 198.18.96.200'
work=$(mktemp -d)
readonly work

main() {
  local kind number
  prepare_pwsh
  trap 'bash tests/lab/outage.sh down; rm -rf "$work"' EXIT
  bash tests/lab/outage.sh up "$COUNT"
  bash tests/lab/outage.sh inventory "$COUNT" >"$work/addresses.csv"
  bash tests/lab/outage.sh inventory "$COUNT" names >"$work/names.csv"
  audit quiet addresses
  for kind in "${KINDS[@]}"; do
    for ((number = 1; number <= RUNS; number++)); do
      disturbed "$kind"
    done
  done
}

# The outage begins two to twelve seconds after the first packet.
disturbed() {
  local inventory=addresses
  [[ $1 != names ]] || inventory=names
  rm -f "$work/started"
  {
    until [[ -e $work/started ]]; do sleep 0.1; done
    sleep "$((2 + RANDOM % 10)).$((RANDOM % 10))"
    bash tests/lab/outage.sh disturb "$1" "$SECONDS_OF_OUTAGE"
  } &
  audit "$1" "$inventory"
  wait $!
}

audit() {
  bash tests/lab/outage.sh exec "${PWSH[@]}" -Command "
    \$all = @(Import-PracticeInventory '$work/$2.csv')
    Set-Content '$work/started' ''
    \$watch = [Diagnostics.Stopwatch]::StartNew()
    \$verdicts = @{}
    \$repeated = 0
    \$first = 0
    \$all | Invoke-PracticeAudit $AUDIT -WarningVariable warnings -WarningAction SilentlyContinue | ForEach-Object {
      if (-not \$first) { \$first = \$watch.Elapsed.TotalSeconds }
      \$verdicts[\"\$(\$_.Verdict)\"]++
      if (\$_.Reasons.Code -contains 'audit.outage-repeated') { \$repeated++ }
    }
    '{0,-12} seconds {1,5:0.0}  exposed {2,5}  undetermined {3,5}  wrong all-clears {4,3}  measured again {5,4}  outages named {6}  first result {7:0.0} s' -f '$1', \$watch.Elapsed.TotalSeconds, [int]\$verdicts['Exposed'], [int]\$verdicts['Undetermined'], [int]\$verdicts['NotExposed'], \$repeated, \$warnings.Count, \$first"
}

main
