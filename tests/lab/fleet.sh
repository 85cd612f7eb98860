#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises thousands of practices on one interface, some exposed, some dead, some hostile: see README.md beside this file.
set -euo pipefail

# A folder of its own: the other labs may be up at the same time.
PNS_LAB_DIR=${PNS_AUDIT_DIR:-/run/practicenetsec-audit}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"

readonly NS_AUDITOR=pns-auditor NS_PRACTICES=pns-practices
readonly AUDITOR=198.19.1.1 GATEWAY=198.19.1.2 PRACTICES=198.18.64.0/18
readonly PER_NET=250

usage() {
  cat <<'TEXT'
fleet.sh up [COUNT]          COUNT practices (default 1000, at most 12000): 92 % with 443 open, 2 % with 445 open too,
                             5 % dead, 1 % hostile; everything else is dropped in silence
fleet.sh inventory [COUNT]   the inventory of these practices (CSV); the id tells the kind: OK-, OPEN-, DEAD-, EVIL-
fleet.sh exec CMD...         run a command at the auditor (198.19.1.1)
fleet.sh down                remove everything
TEXT
}

# practices COUNT: a line "KIND ADDRESS NUMBER" for each.
practices() {
  awk -v count="$1" -v per="$PER_NET" 'BEGIN {
    for (i = 0; i < count; i++) {
      k = i % 100
      kind = (k == 7 || k == 57) ? "OPEN" : (k % 20 == 11) ? "DEAD" : (k == 13) ? "EVIL" : "OK"
      printf "%s 198.18.%d.%d %05d\n", kind, 64 + int(i / per), i % per + 1, i
    }
  }'
}

inventory() {
  local lands=(BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH) kind address number
  echo 'PracticeId;Name;Land;PLZ;WAN-Adresse;BeauftragtVon;BeauftragtBis'
  while read -r kind address number; do
    printf '%s-%s;Praxis %s;%s;29221;%s;Dr. Muster;2099-12-31\n' "$kind" "$number" "$number" "${lands[10#$number % 16]}" "$address"
  done < <(practices "$1")
}

down() {
  remove_namespace "$NS_AUDITOR"
  remove_namespace "$NS_PRACTICES"
  remove_run_folder
}

up() {
  local count=${1:-1000}
  down
  claim_run_folder
  ensure_packages
  add_namespace "$NS_AUDITOR"
  add_namespace "$NS_PRACTICES"
  ip -n "$NS_PRACTICES" link add lan0 type veth peer name eth0 netns "$NS_AUDITOR"
  ip -n "$NS_PRACTICES" address add "$GATEWAY/24" dev lan0
  ip -n "$NS_PRACTICES" link set lan0 up
  ip -n "$NS_AUDITOR" address add "$AUDITOR/24" dev eth0
  ip -n "$NS_AUDITOR" link set eth0 up
  ip -n "$NS_AUDITOR" route add "$PRACTICES" via "$GATEWAY"
  be_neighbour "$NS_AUDITOR" 198.18.127.254/18
  # AnyIP: every address of the network is this host, without adding thousands of them.
  ip -n "$NS_PRACTICES" route add local "$PRACTICES" dev lo
  practices "$count" | awk '$1 == "EVIL" { print $2 }' >"$RUN/hostile"
  drop_everything_else "$count"
  inside "$NS_PRACTICES" sysctl -q -w net.core.somaxconn=65535 net.ipv4.tcp_max_syn_backlog=65535
  in_background "$NS_PRACTICES" "$LOGS/practices.log" "$PYTHON" "$LAB_HOME/lib/practices.py" "$RUN/hostile"
  wait_for_port
  say "$count practices are up; the auditor is namespace $NS_AUDITOR"
}

# Stateless on purpose: a connection tracking table would be what is measured.
drop_everything_else() {
  {
    echo 'table ip practices {'
    set_of exposed "$1" OPEN
    set_of hostile "$1" EVIL
    set_of alive "$1" OK OPEN EVIL
    cat <<'RULES'
  chain input {
    type filter hook input priority filter; policy drop
    tcp dport 443 ip daddr @alive accept
    tcp dport 445 ip daddr @exposed accept
    udp dport 161 ip daddr @hostile accept
  }
}
RULES
  } | inside "$NS_PRACTICES" nft -f -
}

# set_of NAME COUNT KIND...
set_of() {
  local name=$1 count=$2
  shift 2
  printf '  set %s { type ipv4_addr; elements = { %s } }\n' "$name" \
    "$(practices "$count" | awk -v kinds=" $* " 'index(kinds, " " $1 " ") { printf "%s%s", separator, $2; separator = ", " }')"
}

wait_for_port() {
  local tries
  for ((tries = 0; tries < 100; tries++)); do
    inside "$NS_AUDITOR" timeout 1 bash -c 'exec 3<>/dev/tcp/198.18.64.1/443' 2>/dev/null && return
    sleep 0.1
  done
  die "the practices do not answer; see $LOGS/practices.log"
}

verb_inventory() { inventory "${1:-1000}"; }

readonly FREE_VERBS=inventory
run_verb "$NS_AUDITOR" "$@"
