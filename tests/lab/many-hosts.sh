#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises 256 hosts for the benchmark of the port engine: see README.md beside this file.
set -euo pipefail

# A folder of its own: the Celle lab may be up at the same time.
PNS_LAB_DIR=${PNS_FLEET_DIR:-/run/practicenetsec-fleet}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/wire.sh"

readonly NS_SCANNER=pns-scanner NS_FLEET=pns-fleet
readonly SCANNER=198.19.0.1 FLEET_GATEWAY=198.19.0.2 FLEET=198.18.0.0/24
readonly OPEN_PORTS=(443 445)

usage() {
  cat <<'TEXT'
many-hosts.sh up [delay 20ms] [loss 2%]   256 hosts, 198.18.0.0/24, ports 443 and 445 open on each
many-hosts.sh exec CMD...                 run a command at the scanner (198.19.0.1)
many-hosts.sh down                        remove everything
TEXT
}

down() {
  remove_namespace "$NS_SCANNER"
  remove_namespace "$NS_FLEET"
  remove_run_folder
}

up() {
  parse_wire "$@"
  down
  claim_run_folder
  ensure_packages
  add_namespace "$NS_SCANNER"
  add_namespace "$NS_FLEET"
  connect "$NS_FLEET" lan0 "$FLEET_GATEWAY/24" "$NS_SCANNER" eth0 "$SCANNER/24"
  ip -n "$NS_SCANNER" route add "$FLEET" via "$FLEET_GATEWAY"
  # AnyIP: every address of the network is this host, without adding 256 of them.
  ip -n "$NS_FLEET" route add local "$FLEET" dev lo
  drop_everything_else
  start_listener
  say "256 hosts are up at $FLEET; the scanner is namespace $NS_SCANNER"
}

# Stateless on purpose: a connection tracking table would be what is measured.
drop_everything_else() {
  inside "$NS_FLEET" nft -f - <<RULES
table ip fleet {
  chain input {
    type filter hook input priority filter; policy drop
    tcp dport { $(IFS=,; printf '%s' "${OPEN_PORTS[*]}") } accept
  }
}
RULES
}

start_listener() {
  # Bursts of a scan must not overflow the queue of finished handshakes: that would count as loss.
  inside "$NS_FLEET" sysctl -q -w net.core.somaxconn=65535 net.ipv4.tcp_max_syn_backlog=65535
  in_background "$NS_FLEET" "$LOGS/listener.log" "$PYTHON" "$LAB_HOME/lib/listener.py" "${OPEN_PORTS[@]}"
  local port
  for port in "${OPEN_PORTS[@]}"; do
    wait_until 5 answers 198.18.0.255 "$port" || die "port $port of the fleet does not answer; see $LOGS/listener.log"
  done
}

answers() { inside "$NS_SCANNER" timeout 2 bash -c "exec 3<>/dev/tcp/$1/$2" 2>/dev/null; }

run_verb "$NS_SCANNER" "$@"
