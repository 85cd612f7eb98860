#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A table of 500 forwards (13 columns) over a line of 20 ms round trip: our client row by row, as bintec devices are
# read, and with GETBULK, as others are, beside snmpwalk of the same table. Needs root and Linux; raises the lab and
# removes it. snmpwalk asks for one object at a time, so its run takes minutes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly ROWS=${1:-500}
readonly COLUMNS=13
readonly ENTRY=.1.3.6.1.4.1.272.4.5.6.1
readonly ENGINE=tests/Benchmarks/bin/Release/net10.0/PracticeNetSec.Benchmarks.dll
readonly LAB=tests/lab/celle.sh

main() {
  local agent ours bulk theirs
  [[ -f $ENGINE ]] || dotnet build tests/Benchmarks -c Release -v quiet
  trap 'bash "$LAB" down' EXIT
  bash "$LAB" up fault
  bash "$LAB" snmp-rows "$ROWS"
  # The delay acts in each direction.
  bash "$LAB" wire delay 10ms
  agent=$(router_address)
  echo "== $ROWS rows of $COLUMNS columns, 20 ms round trip"
  ours=$(measure table_engine "$agent" 1)
  echo "PracticeNetSec, GETNEXT: $ours"
  bulk=$(measure table_engine "$agent" 20)
  echo "PracticeNetSec, GETBULK: $bulk"
  theirs=$(measure table_snmpwalk "$agent")
  echo "snmpwalk:                $theirs"
  report 'GETNEXT' "$ours" "$theirs"
  report 'GETBULK' "$bulk" "$theirs"
}

router_address() { bash "$LAB" exec router ip -4 -o address show dev wan | awk '{ sub("/.*", "", $4); print $4 }'; }

# measure COMMAND...: whole-process time, start of the runtime included, and what the command says.
measure() {
  local start end line
  start=$(date +%s.%N)
  line=$("$@")
  end=$(date +%s.%N)
  awk -v s="$start" -v e="$end" -v l="$line" 'BEGIN { printf "seconds %.2f (%s)", e - s, l }'
}

table_engine() { bash "$LAB" exec internet dotnet "$ENGINE" snmp-table "$1" public "$ENTRY" "$COLUMNS" "$2"; }

table_snmpwalk() {
  bash "$LAB" exec internet env MIBS= snmpwalk -v2c -c public -On -Cc "$1" "$ENTRY" | wc -l | sed 's/$/ cells/'
}

report() {
  awk -v title="$1" -v a="${2#seconds }" -v b="${3#seconds }" 'BEGIN { printf "seconds, PracticeNetSec (%s) / snmpwalk: %.3f\n", title, a / b }'
}

main
