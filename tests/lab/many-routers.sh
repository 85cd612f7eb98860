#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises hundreds of routers for the benchmark of Get-RouterExposure: see README.md beside this file.
set -euo pipefail

# A folder of its own: the Celle lab may be up at the same time.
PNS_LAB_DIR=${PNS_ROUTERS_DIR:-/run/practicenetsec-routers}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/network.sh"
source "$LAB_HOME/lib/wire.sh"
source "$LAB_HOME/lib/stages.sh"
source "$LAB_HOME/lib/router.sh"
source "$LAB_HOME/lib/agent.sh"

readonly NS_EXAMINER=pns-examiner NS_ROUTERS=pns-routers
readonly EXAMINER=198.19.1.1 ROUTERS_GATEWAY=198.19.1.2 ROUTERS=198.18.128.0/22
# Net-SNMP takes its addresses as one text of at most 2560 characters.
readonly ROUTERS_PER_AGENT=125

usage() {
  cat <<'TEXT'
many-routers.sh up [COUNT] [refuse] [delay 20ms] [loss 2%]
                                                    that many routers (500) from 198.18.128.1 on: SNMP and a status page on
                                                    port 80, the table of forwards of stage `fault`; all else is silent,
                                                    or refused as on a router's inside
many-routers.sh addresses                           their addresses, one a line
many-routers.sh exec CMD...                         run a command at the examiner (198.19.1.1)
many-routers.sh down                                remove everything
TEXT
}

down() {
  remove_namespace "$NS_EXAMINER"
  remove_namespace "$NS_ROUTERS"
  remove_run_folder
}

up() {
  local count=500 otherwise=drop
  if [[ ${1:-} =~ ^[1-9][0-9]{0,3}$ ]]; then
    count=$1
    shift
  fi
  ((count <= 1000)) || die "there is room for 1000 routers"
  if [[ ${1:-} == refuse ]]; then
    otherwise=accept
    shift
  fi
  parse_wire "$@"
  down
  claim_run_folder
  ensure_packages
  add_namespace "$NS_EXAMINER"
  add_namespace "$NS_ROUTERS"
  connect "$NS_ROUTERS" lan0 "$ROUTERS_GATEWAY/24" "$NS_EXAMINER" eth0 "$EXAMINER/24"
  ip -n "$NS_EXAMINER" route add "$ROUTERS" via "$ROUTERS_GATEWAY"
  be_neighbour "$NS_EXAMINER" 198.18.131.254/22
  # AnyIP: every address of the network is this host, without adding each.
  ip -n "$NS_ROUTERS" route add local "$ROUTERS" dev lo
  answer_otherwise "$otherwise"
  seq "$count" | awk '{ print "198.18." 128 + int($1 / 256) "." $1 % 256 }' >"$RUN/addresses"
  start_agents
  start_pages
  say "$count routers are up from 198.18.128.1 on; the examiner is namespace $NS_EXAMINER"
}

# Stateless on purpose: a connection tracking table would be what is measured. What is let through finds no listener and
# is refused; hundreds of routers share one host here, whose ICMP must not be limited as one router's is.
answer_otherwise() {
  inside "$NS_ROUTERS" sysctl -q -w net.ipv4.icmp_ratemask=0
  inside "$NS_ROUTERS" nft -f - <<RULES
table ip routers {
  chain input {
    type filter hook input priority filter; policy $1
    tcp dport 80 accept
    udp dport 161 accept
  }
}
RULES
}

# A socket for each router, as each has one in the field: no router waits in another's queue.
start_agents() {
  local folder=$RUN/router/snmp first=1 count agent
  mkdir -p "$folder"
  {
    device_objects fault
    interface_rows
    stage_forwards fault | preset_rows
  } >"$folder/table"
  {
    printf '%s\n' 'dontLogTCPWrappersConnects yes' "sysName $ROUTER_NAME"
    printf 'view device %s\n' 'included .1.3.6.1.2.1.1' 'excluded .1.3.6.1.2.1.1.8' 'excluded .1.3.6.1.2.1.1.9'
    describe_device bintec
    printf 'rocommunity %s default -V device\n' "$COMMUNITY"
  } >"$folder/snmpd.conf"
  count=$(wc -l <"$RUN/addresses")
  for ((agent = 1; first <= count; agent++, first += ROUTERS_PER_AGENT)); do
    MIBS='' SNMP_PERSISTENT_DIR=$folder/state-$agent in_background "$NS_ROUTERS" "$LOGS/snmpd-$agent.log" \
      snmpd -f -Lf "$LOGS/snmpd-$agent.log" -C -c "$folder/snmpd.conf" -p "$folder/snmpd-$agent.pid" \
      "$(sed -n "$first,$((first + ROUTERS_PER_AGENT - 1))p" "$RUN/addresses" | paste -sd, -)"
  done
  local address
  for address in $(awk "NR % $ROUTERS_PER_AGENT == 1" "$RUN/addresses") $(tail -n 1 "$RUN/addresses"); do
    wait_until 20 router_answers "$address" || die "the router $address does not answer; see $LOGS"
  done
}

router_answers() {
  inside "$NS_EXAMINER" env MIBS= snmpget -v2c -c "$COMMUNITY" -t 1 -r 0 -Oqvn "$1" "$E.1.26.0" >/dev/null 2>&1
}

start_pages() {
  # Bursts must not overflow the queue of finished handshakes: that would count as loss.
  inside "$NS_ROUTERS" sysctl -q -w net.core.somaxconn=65535 net.ipv4.tcp_max_syn_backlog=65535
  mkdir -p "$RUN/router/www/cgi-bin"
  write_status_page fault
  in_background "$NS_ROUTERS" "$LOGS/pages.log" "$PYTHON" "$LAB_HOME/lib/status_pages.py" "$RUN/router/www/cgi-bin/status.xml" 80
  wait_until 20 page_answers || die "the status pages do not answer; see $LOGS/pages.log"
}

page_answers() { inside "$NS_EXAMINER" curl -fsS -m 2 -o "$RUN/router/seen.xml" "http://$(head -n 1 "$RUN/addresses")/cgi-bin/status.xml" 2>/dev/null; }

verb_addresses() { require_up && cat "$RUN/addresses"; }

run_verb "$NS_EXAMINER" "$@"
