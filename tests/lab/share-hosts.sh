#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises many file servers for the benchmark of Test-ShareReachability: see README.md beside this file.
set -euo pipefail

# A folder of its own: the other labs may be up at the same time.
PNS_LAB_DIR=${PNS_SHARE_HOSTS_DIR:-/run/practicenetsec-share-hosts}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/wire.sh"
source "$LAB_HOME/lib/smb_server.sh"

readonly NS_ASKER=pns-smb-asker NS_HOSTS=pns-smb-hosts
readonly ASKER=198.19.48.1 HOSTS_GATEWAY=198.19.48.2 HOSTS=198.18.48.0/22
readonly HOST_LIST=$RUN/hosts.txt SHARES=$RUN/shares
readonly MOST_HOSTS=1000

usage() {
  cat <<'TEXT'
share-hosts.sh up [COUNT [PERCENT [delay 10ms]]]
                                      COUNT file servers (64; at most 1000), of which PERCENT answer (100); the delay acts in each direction
share-hosts.sh list [answering]       their addresses
share-hosts.sh exec CMD...            run a command at the asker (198.19.48.1)
share-hosts.sh install PACKAGE...     from Debian, for a comparison
share-hosts.sh down                   remove everything
TEXT
}

down() {
  remove_namespace "$NS_ASKER"
  end_servers "$NS_HOSTS"
  remove_namespace "$NS_HOSTS"
  remove_run_folder
}

up() {
  local count=${1:-64} percent=${2:-100}
  [[ $count =~ ^[1-9][0-9]{0,3}$ ]] && ((count <= MOST_HOSTS)) || die "up needs a number of hosts up to $MOST_HOSTS"
  [[ $percent =~ ^[1-9][0-9]{0,2}$ ]] && ((percent <= 100)) || die "the share that answers is given in percent, 1 to 100"
  parse_wire "${@:3}"
  down
  claim_run_folder
  ensure_packages
  add_namespace "$NS_ASKER"
  add_namespace "$NS_HOSTS"
  give_names_to "$NS_HOSTS"
  connect "$NS_HOSTS" lan0 "$HOSTS_GATEWAY/24" "$NS_ASKER" eth0 "$ASKER/24"
  ip -n "$NS_ASKER" route add "$HOSTS" via "$HOSTS_GATEWAY"
  # AnyIP: every address of the network is this host, and one smbd serves them all.
  ip -n "$NS_HOSTS" route add local "$HOSTS" dev lo
  choose_hosts "$count" "$percent"
  drop_everything_else
  start_server
  say "$count hosts, of which $(grep -c ' answers$' "$HOST_LIST") answer; the asker is namespace $NS_ASKER"
}

# Address, and whether it answers: evenly spread.
choose_hosts() {
  awk -v count="$1" -v percent="$2" 'BEGIN {
    for (i = 1; i <= count; i++) {
      answers = int(i * percent / 100) > int((i - 1) * percent / 100)
      printf "198.18.%d.%d%s\n", 48 + int(i / 256), i % 256, answers ? " answers" : ""
    }
  }' >"$HOST_LIST"
}

# Stateless, and without a word: a dropped packet is what a closed firewall looks like.
drop_everything_else() {
  inside "$NS_HOSTS" nft -f - <<RULES
table ip hosts {
  set answering {
    type ipv4_addr
    elements = { $(awk 'NF == 2 { print $1 }' "$HOST_LIST" | paste -sd,) }
  }

  chain input {
    type filter hook input priority filter; policy drop
    iifname "lo" accept
    ip daddr @answering tcp dport 445 accept
    ip daddr @answering tcp dport 139 reject with tcp reset
  }
}
RULES
}

start_server() {
  local home=$RUN/samba
  mkdir -p "$home"/{private,lock,state,cache,run,ncalrpc} "$SHARES"
  chmod 700 "$home/private"
  "$PYTHON" "$LAB_HOME/lib/fill_shares.py" "$LAB_HOME/lib/shares.txt" "$SHARES"
  chown -R nobody:nogroup "$SHARES/daten"
  chmod 700 "$SHARES/verwaltung"
  write_configuration "$home"
  inside "$NS_HOSTS" sysctl -q -w net.core.somaxconn=4096 net.ipv4.tcp_max_syn_backlog=4096
  start_smbd "$NS_HOSTS" "$home/smb.conf" "$LOGS/smbd.log"
  wait_until 20 lists_shares "$(awk 'NF == 2 { print $1; exit }' "$HOST_LIST")" || die "the hosts do not answer; see $LOGS/smbd.log"
}

lists_shares() { inside "$NS_ASKER" smbclient --no-pass --grepable --list="$1" 2>/dev/null | grep -q 'Disk|daten|'; }

# As Samba comes, with the shares of Celle. No audit: it would be measured too.
write_configuration() {
  cat >"$1/smb.conf" <<CONF
[global]
  workgroup = PRAXIS
  netbios name = PRAXIS-SERVER
  server role = standalone server
  smb ports = 445
  server min protocol = SMB2_02
  map to guest = Bad User
  guest account = nobody
  private dir = $1/private
  lock directory = $1/lock
  state directory = $1/state
  cache directory = $1/cache
  pid directory = $1/run
  ncalrpc dir = $1/ncalrpc
  disable spoolss = yes
  load printers = no
  printing = bsd
  printcap name = /dev/null
  usershare max shares = 0
  dns proxy = no
  log file = $LOGS/smbd.log
  max log size = 0
[daten]
  path = $SHARES/daten
  guest ok = yes
  read only = no
[befunde]
  path = $SHARES/befunde
  guest ok = yes
  read only = yes
[verwaltung]
  path = $SHARES/verwaltung
  valid users = $SMB_USER
  read only = no
CONF
}

require_up() { [[ -e $HOST_LIST ]] && namespace_exists "$NS_ASKER" || die "the hosts are not up (share-hosts.sh up)"; }

verb_list() { require_up && awk -v only="${1:-}" 'only == "" || NF == 2 { print $1 }' "$HOST_LIST"; }

verb_install() {
  (($#)) || die "install needs a package"
  require_up && install_packages "$@"
}

run_verb "$NS_ASKER" "$@"
