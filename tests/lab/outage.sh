#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises exposed practices behind a way that can be disturbed in the middle of a run: see README.md beside this file.
set -euo pipefail

# A folder of its own: the other labs may be up at the same time.
PNS_LAB_DIR=${PNS_OUTAGE_DIR:-/run/practicenetsec-outage}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/wire.sh"

readonly NS_PROBER=pns-outage-prober NS_GATE=pns-outage-gate NS_WAY=pns-outage-way NS_SITE=pns-outage-site
readonly PRACTICES=198.18.64.0/20 CANARY=198.18.96.200 GREETING_PORT=7008 PORTAL_PORT=7012
readonly PER_NET=250 MAX_PRACTICES=4000

usage() {
  cat <<'TEXT'
outage.sh up [COUNT]          COUNT practices (default 1000, at most 4000), each with 80 and 445 open, everything else silent; a canary
                              at 198.18.96.200; names p00000.praxis.example and so on
outage.sh inventory [COUNT] [names]   the inventory of these practices (CSV), by address or by name
outage.sh disturb KIND SECONDS        disturbs the way: drop, unreachable, reject, link, names, portal
outage.sh packets             packets and bytes that left and reached the prober since the lab is up
outage.sh exec CMD...         run a command at the prober (198.19.96.1)
outage.sh down                remove everything
TEXT
}

# practices COUNT: a line "ADDRESS NUMBER" for each.
practices() {
  awk -v count="$1" -v per="$PER_NET" 'BEGIN { for (i = 0; i < count; i++) printf "198.18.%d.%d %05d\n", 64 + int(i / per), i % per + 1, i }'
}

inventory() {
  local address number
  echo 'PracticeId;Name;WanAddress;AuthorizedBy;IntendedPorts'
  while read -r address number; do
    printf 'P-%s;Praxis %s;%s;Dr. Muster;80,443\n' "$number" "$number" "$([[ ${2:-} == names ]] && echo "p$number.praxis.example" || echo "$address")"
  done < <(practices "$1")
}

down() {
  local namespace
  for namespace in "$NS_PROBER" "$NS_GATE" "$NS_WAY" "$NS_SITE"; do
    remove_namespace "$namespace"
  done
  remove_run_folder
}

up() {
  local count=${1:-1000}
  ((count <= MAX_PRACTICES)) || die "at most $MAX_PRACTICES practices"
  parse_wire
  down
  claim_run_folder
  ensure_packages
  command -v dnsmasq >/dev/null || install_packages dnsmasq-base
  add_namespace "$NS_PROBER"
  add_namespace "$NS_GATE"
  add_namespace "$NS_WAY"
  add_namespace "$NS_SITE"
  connect "$NS_GATE" prober 198.19.96.2/24 "$NS_PROBER" eth0 198.19.96.1/24
  connect "$NS_WAY" gate 198.19.98.2/24 "$NS_GATE" way 198.19.98.1/24
  connect "$NS_SITE" way 198.19.97.2/24 "$NS_WAY" site 198.19.97.1/24
  ip -n "$NS_PROBER" route add default via 198.19.96.2
  ip -n "$NS_GATE" route add default via 198.19.98.2
  ip -n "$NS_WAY" route add 198.19.96.0/24 via 198.19.98.1
  ip -n "$NS_WAY" route add 198.18.64.0/18 via 198.19.97.2
  ip -n "$NS_SITE" route add default via 198.19.97.1
  inside "$NS_GATE" sysctl -qw net.ipv4.ip_forward=1
  inside "$NS_WAY" sysctl -qw net.ipv4.ip_forward=1
  # AnyIP: every address of the network is this host, without adding each.
  ip -n "$NS_SITE" route add local 198.18.64.0/18 dev lo
  inside "$NS_SITE" sysctl -qw net.core.somaxconn=65535 net.ipv4.tcp_max_syn_backlog=65535
  open_ports
  count_packets
  in_background "$NS_SITE" "$LOGS/practices.log" "$PYTHON" "$LAB_HOME/lib/listener.py" 80 445
  in_background "$NS_SITE" "$LOGS/canary.log" "$PYTHON" "$LAB_HOME/lib/greet.py" "$GREETING_PORT"
  in_background "$NS_WAY" "$LOGS/portal.log" "$PYTHON" "$LAB_HOME/lib/greet.py" "$PORTAL_PORT" "HTTP/1.1 302 Found"
  start_names "$count"
  wait_until 10 answers 198.18.64.1 445 || die "the practices do not answer; see $LOGS/practices.log"
  say "$count practices are up; the prober is namespace $NS_PROBER"
}

# Stateless where practices answer: a connection tracking table would be what is measured.
open_ports() {
  inside "$NS_SITE" nft -f - <<RULES
table ip site {
  chain greet {
    type nat hook prerouting priority dstnat
    ip daddr $CANARY meta l4proto tcp redirect to :$GREETING_PORT
  }
  chain untracked {
    type filter hook prerouting priority raw
    ip daddr $PRACTICES notrack
  }
  chain answers {
    type filter hook output priority raw
    ip saddr $PRACTICES notrack
  }
  chain input {
    type filter hook input priority filter; policy drop
    iifname "lo" accept
    ip daddr $PRACTICES tcp dport { 80, 445 } accept
    tcp dport $GREETING_PORT accept
  }
}
RULES
  ip -n "$NS_SITE" address add 198.51.100.254/32 dev way # what is redirected goes to an address of the interface
}

count_packets() {
  inside "$NS_PROBER" nft -f - <<'RULES'
table ip figures {
  counter sent { }
  counter received { }
  chain output {
    type filter hook output priority filter
    oifname "eth0" counter name sent
  }
  chain input {
    type filter hook input priority filter
    iifname "eth0" counter name received
  }
}
RULES
}

# `ip netns exec` lays the files of /etc/netns/NAME over those of /etc for the command it starts.
start_names() {
  local folder=/etc/netns/$NS_PROBER
  mkdir -p "$folder"
  printf 'hosts: files dns\npasswd: files\ngroup: files\n' >"$folder/nsswitch.conf"
  printf 'nameserver 198.19.98.2\noptions timeout:1 attempts:1\n' >"$folder/resolv.conf"
  practices "$1" | awk '{ printf "%s p%s.praxis.example\n", $1, $2 }' >"$RUN/hosts"
  in_background "$NS_WAY" "$LOGS/names.log" dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts --addn-hosts="$RUN/hosts" --local=/example/ --pid-file= --user=root
}

answers() { inside "$NS_PROBER" timeout 2 bash -c "exec 3<>/dev/tcp/$1/$2" 2>/dev/null; }

verb_inventory() { inventory "${1:-1000}" "${2:-}"; }

verb_packets() { inside "$NS_PROBER" nft list counters table ip figures | awk '/counter/ { name = $2 } /packets/ { printf "%s %s %s\n", name, $2, $4 }'; }

verb_disturb() {
  local kind=$1 seconds=$2
  case $kind in
    drop) rule forward filter 'drop' ;;
    unreachable) rule forward filter 'iifname "gate" reject with icmp type admin-prohibited' ;;
    reject) rule forward filter 'iifname "gate" meta l4proto tcp reject with tcp reset' ;;
    names) rule input filter 'udp dport 53 drop' ;;
    portal)
      rule forward filter 'iifname "gate" meta l4proto tcp reject with tcp reset'
      inside "$NS_WAY" nft "add chain ip outage portal { type nat hook prerouting priority dstnat; }; add rule ip outage portal iifname gate tcp dport { 80, 443 } redirect to :$PORTAL_PORT"
      ;;
    link) ip -n "$NS_PROBER" link set eth0 down ;;
    *) usage >&2 && exit 2 ;;
  esac
  sleep "$seconds"
  if [[ $kind == link ]]; then
    ip -n "$NS_PROBER" link set eth0 up
    ip -n "$NS_PROBER" route add default via 198.19.96.2
  else
    inside "$NS_WAY" nft delete table ip outage
  fi
}

# The way is the second router: what the next one answers in the place of hosts is recognised without a watch.
# rule HOOK TYPE RULE
rule() { inside "$NS_WAY" nft "add table ip outage; add chain ip outage $1 { type $2 hook $1 priority -10; }; add rule ip outage $1 $3"; }

readonly FREE_VERBS=inventory
run_verb "$NS_PROBER" "$@"
