#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises a router with real UPnP and NAT-PMP, and a TR-064 endpoint: see README.md beside this file.
set -euo pipefail

# A folder of its own: the Celle lab may be up at the same time.
PNS_LAB_DIR=${PNS_IGD_DIR:-/run/practicenetsec-igd}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/wire.sh"
source "$LAB_HOME/lib/web.sh"
source "$LAB_HOME/lib/miniupnpd.sh"

readonly NS_IGD_ROUTER=pns-igd-router NS_IGD_CLIENT=pns-igd-client NS_IGD_INTERNET=pns-igd-internet
readonly IGD_ROUTER=192.168.3.1 IGD_CLIENT=192.168.3.20 IGD_LAN_NETWORK=192.168.3.0/24
# miniupnpd maps nothing where the address outside is one of those reserved for examples, so it must look
# like a real one. No namespace has a route to the machine: no packet can reach whose it is.
IGD_WAN=11.0.0.1
readonly IGD_INTERNET_HOST=100
readonly TR064_USER=praxis TR064_PASSWORD=labor-tr064

usage() {
  cat <<'TEXT'
igd.sh up [1|2] [wan ADDRESS] [delay 20ms] [loss 2%]
                     a UPnP gateway of that version (IGD:2 by default), its mappings made, and TR-064; with that
                     address outside, 100.64.7.9 for a line with carrier-grade NAT or 192.168.100.2 behind another
                     router: the gateway then maps nothing, and TR-064 alone shows forwards
igd.sh map COUNT     adds that many mappings
igd.sh unmap         takes away every mapping
igd.sh mappings      what is mapped: miniupnpd's rules in the kernel, and its own list
igd.sh exec CMD...   run a command at a client inside (192.168.3.20)
igd.sh down          remove everything
TEXT
}

down() {
  remove_namespace "$NS_IGD_CLIENT"
  remove_namespace "$NS_IGD_INTERNET"
  remove_namespace "$NS_IGD_ROUTER"
  remove_run_folder
}

up() {
  local version=2
  if [[ ${1:-} == [12] ]]; then
    version=$1
    shift
  fi
  if [[ ${1:-} == wan ]]; then
    [[ ${2:-} =~ ^[0-9]+(\.[0-9]+){3}$ ]] || die "wan is given as 100.64.7.9, not '${2-}'"
    IGD_WAN=$2
    shift 2
  fi
  parse_wire "$@"
  down
  claim_run_folder
  ensure_packages
  ensure_igd_packages
  add_namespace "$NS_IGD_ROUTER"
  add_namespace "$NS_IGD_CLIENT"
  add_namespace "$NS_IGD_INTERNET"
  connect "$NS_IGD_ROUTER" lan "$IGD_ROUTER/24" "$NS_IGD_CLIENT" eth0 "$IGD_CLIENT/24"
  connect "$NS_IGD_ROUTER" wan "$IGD_WAN/24" "$NS_IGD_INTERNET" eth0 "${IGD_WAN%.*}.$IGD_INTERNET_HOST/24"
  ip -n "$NS_IGD_CLIENT" route add default via "$IGD_ROUTER"
  inside "$NS_IGD_ROUTER" sysctl -q -w net.ipv4.ip_forward=1
  start_igd "$version"
  ! is_public "$IGD_WAN" || add_mappings
  start_tr064
  say "IGD:$version, NAT-PMP and TR-064 are up at $IGD_ROUTER; the client is namespace $NS_IGD_CLIENT"
}

start_tr064() {
  mkdir -p "$RUN/tr064"
  make_certificate tr064 fritz.box
  in_background "$NS_IGD_ROUTER" "$LOGS/tr064.log" "$PYTHON" "$LAB_HOME/lib/tr064.py" \
    "$RUN/tr064" "$IGD_ROUTER" "$IGD_WAN" "$TR064_USER" "$TR064_PASSWORD"
  wait_until 5 tr064_answers || die "the TR-064 endpoint does not answer; see $LOGS/tr064.log"
}

tr064_answers() { inside "$NS_IGD_CLIENT" curl -fsS -m 2 -o "$RUN/tr064/seen.xml" "http://$IGD_ROUTER:49000/tr64desc.xml" 2>/dev/null; }

verb_map() {
  [[ ${1:-} =~ ^[0-9]+$ ]] || die "map needs a number"
  take_lock && many_mappings "$1"
}

verb_unmap() { take_lock && remove_mappings; }

verb_mappings() { list_mappings; }

run_verb "$NS_IGD_CLIENT" "$@"
