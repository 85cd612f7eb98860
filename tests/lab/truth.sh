#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises practices in known situations, to count wrong all-clears: see README.md beside this file.
set -euo pipefail

# A folder of its own: the other labs may be up at the same time.
PNS_LAB_DIR=${PNS_TRUTH_DIR:-/run/practicenetsec-truth}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/wire.sh"
source "$LAB_HOME/lib/smb_server.sh"
source "$LAB_HOME/lib/web_servers.sh"

readonly NS_SITE=pns-truth-site NS_WAY=pns-truth-way NS_PROBER=pns-truth-prober
readonly CASES=$LAB_HOME/lib/truth_cases.py

usage() {
  cat <<'TEXT'
truth.sh up            the practices of lib/truth_cases.py, the way to them, and their canaries
truth.sh list [chosen] one line a case: name, address, canary, open ports, acceptable verdicts
truth.sh exec CMD...   run a command at the prober (198.19.80.1)
truth.sh down          remove everything
TEXT
}

down() {
  remove_namespace "$NS_PROBER"
  remove_namespace "$NS_WAY"
  remove_namespace "$NS_SITE"
  remove_run_folder
}

up() {
  parse_wire
  down
  claim_run_folder
  ensure_packages
  ensure_servers
  add_namespace "$NS_PROBER"
  add_namespace "$NS_WAY"
  add_namespace "$NS_SITE"
  connect "$NS_WAY" prober 198.19.80.2/24 "$NS_PROBER" eth0 198.19.80.1/24
  connect "$NS_SITE" way 198.19.81.2/24 "$NS_WAY" site 198.19.81.1/24
  ip -n "$NS_PROBER" route add default via 198.19.80.2
  ip -n "$NS_WAY" route add 198.18.80.0/22 via 198.19.81.2
  ip -n "$NS_SITE" route add default via 198.19.81.1
  inside "$NS_WAY" sysctl -qw net.ipv4.ip_forward=1
  connect_over_ipv6
  # AnyIP: every address of the network is this host, without adding each.
  ip -n "$NS_SITE" route add local 198.18.80.0/22 dev lo
  "$PYTHON" "$CASES" site | inside "$NS_SITE" nft -f -
  "$PYTHON" "$CASES" way | inside "$NS_WAY" nft -f -
  in_background "$NS_SITE" "$LOGS/listener.log" "$PYTHON" "$LAB_HOME/lib/listener.py" 7007
  in_background "$NS_SITE" "$LOGS/greet.log" "$PYTHON" "$LAB_HOME/lib/greet.py" 7008
  start_servers
  start_proxies
  say "$("$PYTHON" "$CASES" list | wc -l) situations are up; the prober is namespace $NS_PROBER"
}

# 2001:db8::/32 is for documents (RFC 3849): the machines of the practices, and their canaries.
connect_over_ipv6() {
  local namespace
  for namespace in "$NS_PROBER" "$NS_WAY" "$NS_SITE"; do
    inside "$namespace" sysctl -qw net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.default.disable_ipv6=0
  done
  ip -n "$NS_PROBER" address add 2001:db8:f:80::1/64 dev eth0 nodad
  ip -n "$NS_WAY" address add 2001:db8:f:80::2/64 dev prober nodad
  ip -n "$NS_WAY" address add 2001:db8:f:81::1/64 dev site nodad
  ip -n "$NS_SITE" address add 2001:db8:f:81::2/64 dev way nodad
  ip -n "$NS_PROBER" -6 route add default via 2001:db8:f:80::2
  ip -n "$NS_WAY" -6 route add 2001:db8:80::/44 via 2001:db8:f:81::2
  ip -n "$NS_SITE" -6 route add default via 2001:db8:f:81::1
  ip -n "$NS_SITE" -6 route add local 2001:db8:80::/44 dev lo
  inside "$NS_WAY" sysctl -qw net.ipv6.conf.all.forwarding=1
}

ensure_servers() {
  local entry missing=()
  for entry in vsftpd:vsftpd dnsmasq:dnsmasq-base tinyproxy:tinyproxy haproxy:haproxy; do
    command -v "${entry%%:*}" >/dev/null || missing+=("${entry##*:}")
  done
  ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
  ensure_web_servers
}

# What speaks the protocols of truth_cases.py, at the ports that it names.
start_servers() {
  local folder=$RUN/servers
  mkdir -p "$folder/data" "$folder/private" "$folder/lock"
  : >"$folder/data/befund.txt"
  chmod 755 "$folder" "$folder/data"
  cat >"$folder/smb.conf" <<CONF
[global]
  server role = standalone server
  smb ports = 4450
  map to guest = Bad User
  private dir = $folder/private
  lock directory = $folder/lock
  state directory = $folder/lock
  cache directory = $folder/lock
  pid directory = $folder/lock
  ncalrpc dir = $folder/lock/ncalrpc
  log file = $LOGS/smbd.log
[daten]
  path = $folder/data
  guest ok = yes
CONF
  printf '[daten]\n  path = %s\n  use chroot = no\n' "$folder/data" >"$folder/rsyncd.conf"
  give_names_to "$NS_SITE"
  start_smbd "$NS_SITE" "$folder/smb.conf" "$LOGS/smbd.out"
  in_background "$NS_SITE" "$LOGS/rsync.log" rsync --daemon --no-detach --port=8730 --config="$folder/rsyncd.conf"
  start_web "$NS_SITE" "$folder"
  start_ftp "$folder"
  in_background "$NS_SITE" "$LOGS/dns.log" dnsmasq --keep-in-foreground --port=5353 --conf-file=/dev/null --no-resolv --no-hosts --pid-file= --user=root
  printf 'rocommunity public\nsysDescr Praxisrouter\n' >"$folder/snmpd.conf"
  in_background "$NS_SITE" "$LOGS/snmpd.log" snmpd -f -C -c "$folder/snmpd.conf" -Lo -I -smux udp:1610
}

start_ftp() {
  mkdir -p "$1/ftp" "$1/empty"
  cat >"$1/vsftpd.conf" <<CONF
listen=YES
listen_port=2121
background=NO
anonymous_enable=YES
anon_root=$1/ftp
secure_chroot_dir=$1/empty
ftp_username=nobody
seccomp_sandbox=NO
CONF
  in_background "$NS_SITE" "$LOGS/ftp.log" vsftpd "$1/vsftpd.conf"
}

# What takes connections on the way: one that greets, a proxy of web pages, and one of TCP whose server is not there.
start_proxies() {
  in_background "$NS_WAY" "$LOGS/proxy.log" "$PYTHON" "$LAB_HOME/lib/greet.py" 7007 "220 proxy of the way"
  printf 'Port 7010\nTimeout 10\nMaxClients 1000\nStartServers 10\n' >"$RUN/tinyproxy.conf"
  in_background "$NS_WAY" "$LOGS/tinyproxy.log" tinyproxy -d -c "$RUN/tinyproxy.conf"
  cat >"$RUN/haproxy.cfg" <<'CONF'
global
  maxconn 4000
defaults
  mode tcp
  timeout connect 1s
  timeout client 10s
  timeout server 10s
listen way
  bind :7011
  server practice 127.0.0.1:1
CONF
  in_background "$NS_WAY" "$LOGS/haproxy.log" haproxy -db -f "$RUN/haproxy.cfg"
}

verb_list() { "$PYTHON" "$CASES" list "${1:-all}"; }

readonly FREE_VERBS=list
run_verb "$NS_PROBER" "$@"
