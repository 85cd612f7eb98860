#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Twenty machines behind the IPv6 firewall of a dual-stack router, one of them with its share let in: Get-RouterExposure with the router itself,
# and the port engine alone, beside nmap -6 on the same addresses and ports. Needs root and Linux; raises its own namespaces and
# removes them: ipv6.sh [RUNS].
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly RUNS=${1:-3}
readonly MACHINES=20
readonly LAB=tests/lab/lines.sh
readonly ROUTER=203.0.113.43 PREFIX=2001:db8:43:: CANARIES=203.0.113.200,2001:db8:f::200
source tests/lab/lib/pwsh.sh
PORTS=$(python3 -c 'import json; print(",".join(str(port) for port in json.load(open("src/PracticeNetSec/Data/ports.json"))["defaultPorts"]))')
readonly PORTS

main() {
  local addresses=() ours=() ports=() line theirs
  prepare_pwsh
  trap 'bash "$LAB" down' EXIT
  bash "$LAB" up
  for ((machine = 0; machine < MACHINES; machine++)); do
    addresses+=("$PREFIX$((1000 + machine))")
    bash "$LAB" exec dual-lan ip -6 address add "${addresses[-1]}/64" dev eth0 nodad
  done
  bash "$LAB" exec dual nft add rule inet igd forward ip6 daddr "${addresses[0]}" tcp dport 445 accept
  echo "== $MACHINES machines, $(tr ',' '\n' <<<"$PORTS" | wc -l) ports each, $RUNS runs in turn"
  for ((run = 1; run <= RUNS; run++)); do
    line=$(measure examine "${addresses[@]}")
    echo "Get-RouterExposure, the router with them:        $line"
    ours+=("$(field seconds "$line")")
    line=$(measure probe "${addresses[@]}")
    echo "Test-PortReachability, the machines alone:       $line"
    ports+=("$(field seconds "$line")")
    for timing in -T4 -T5; do
      line=$(measure scan "$timing" "${addresses[@]}")
      echo "nmap -6 -sT -Pn -n $timing, the machines alone:    $line"
      [[ $timing == -T4 ]] && theirs+=("$(field seconds "$line")")
    done
  done
  ratio 'Get-RouterExposure / nmap -T4, medians' "$(median "${ours[@]}")" "$(median "${theirs[@]}")"
  ratio 'Test-PortReachability / nmap -T4, medians' "$(median "${ports[@]}")" "$(median "${theirs[@]}")"
}

examine() {
  bash "$LAB" exec internet "${PWSH[@]}" -Command "
    \$null = Test-VantagePoint -CanaryAddress ${CANARIES}
    \$clock = [System.Diagnostics.Stopwatch]::StartNew()
    \$router = Get-RouterExposure $ROUTER -MachineAddress $(quoted "$@")
    \"work \$(\$clock.Elapsed.TotalSeconds.ToString('0.00', [cultureinfo]::InvariantCulture)) verdict \$(\$router.Verdict) machines \$(@(\$router.Ports | Where-Object Address -like '*:*' | Group-Object Address).Count)\""
}

probe() {
  bash "$LAB" exec internet "${PWSH[@]}" -Command "
    \$clock = [System.Diagnostics.Stopwatch]::StartNew()
    \$open = @($(quoted "$@") | Test-PortReachability -Port $PORTS | Where-Object State -eq Open)
    \"work \$(\$clock.Elapsed.TotalSeconds.ToString('0.00', [cultureinfo]::InvariantCulture)) open \$(\$open.Count)\""
}

scan() { bash "$LAB" exec internet nmap -6 -sT -Pn -n "$1" -p "$PORTS" -oG - "${@:2}" | grep -o '/open/' | wc -l | sed 's/^/open /'; }

quoted() { printf "'%s'\n" "$@" | paste -sd,; }

# measure COMMAND...: whole-process time, start of the runtime included, and what the command says.
measure() {
  local start=$EPOCHREALTIME line
  line=$("$@")
  awk -v s="$start" -v e="$EPOCHREALTIME" -v l="$line" 'BEGIN { printf "seconds %.2f %s", e - s, l }'
}

field() { awk -v name="$1" '{ for (i = 1; i < NF; i++) if ($i == name) { print $(i + 1); exit } }' <<<"$2"; }

median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }

ratio() { awk -v title="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%s: %.2f\n", title, a / b }'; }

main
