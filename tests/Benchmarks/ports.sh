#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The port engine beside nmap on the same 256 hosts and the module's default ports, most of them silently dropped: once on a clean
# wire against -T5, once with 2 % loss against -T4. Needs root and Linux; raises and removes its own namespaces.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly RUNS=${1:-3}
PORTS=$(python3 -c 'import json; print(",".join(str(port) for port in json.load(open("src/PracticeNetSec/Data/ports.json"))["defaultPorts"]))')
readonly PORTS
readonly FLEET=198.18.0.0/24
# The runtimeconfig beside the assembly lets the program start without the SDK's host lookups.
readonly ENGINE=tests/Benchmarks/bin/Release/net10.0/PracticeNetSec.Benchmarks.dll

main() {
  [[ -f $ENGINE ]] || dotnet build tests/Benchmarks -c Release -v quiet
  trap 'bash tests/lab/many-hosts.sh down' EXIT
  compare 'clean wire' -T5
  compare '2 % loss' -T4 loss 2%
}

# compare TITLE NMAP-TIMING [many-hosts options]: runs both in turn, prints each run and the median ratio.
compare() {
  local title=$1 timing=$2 ours theirs ratios=()
  shift 2
  bash tests/lab/many-hosts.sh up "$@" >/dev/null
  echo "== $title, $RUNS runs in turn, nmap -sT -Pn -n $timing"
  for ((run = 1; run <= RUNS; run++)); do
    ours=$(measure_engine)
    theirs=$(measure_nmap "$timing")
    echo "PracticeNetSec: $ours | nmap $timing: $theirs"
    ratios+=("$(awk -v a="${ours#seconds }" -v b="${theirs#seconds }" 'BEGIN { printf "%.3f", a / b }')")
  done
  echo "median of seconds, PracticeNetSec / nmap $timing: $(printf '%s\n' "${ratios[@]}" | sort -n | sed -n "$(((RUNS + 1) / 2))p")"
}

measure_engine() {
  # Whole-process time, start of the runtime included, as nmap's is.
  local start end line
  start=$(date +%s.%N)
  line=$(bash tests/lab/many-hosts.sh exec dotnet "$ENGINE" ports 198.18.0.0 256 ${PORTS//,/ })
  end=$(date +%s.%N)
  awk -v s="$start" -v e="$end" -v l="${line#*probes}" 'BEGIN { printf "seconds %.2f probes%s", e - s, l }'
}

measure_nmap() {
  local start end open
  start=$(date +%s.%N)
  open=$(bash tests/lab/many-hosts.sh exec nmap -sT -Pn -n "$1" -p "$PORTS" -oG - "$FLEET" | grep -o '/open/' | wc -l)
  end=$(date +%s.%N)
  awk -v s="$start" -v e="$end" -v o="$open" 'BEGIN { printf "seconds %.2f open %d", e - s, o }'
}

main
