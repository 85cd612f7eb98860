#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises devices that answer over HTTP and TCP as lib/devices.txt and lib/recorded.txt say: see README.md beside this file.
set -euo pipefail

# A folder of its own: the other labs may be up at the same time.
PNS_LAB_DIR=${PNS_DEVICES_DIR:-/run/practicenetsec-devices}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/wire.sh"

readonly NS_DEVICES=pns-devices NS_READER=pns-devices-reader
readonly READER=198.19.64.1 DEVICES_LINK=198.19.64.2 DEVICES=198.18.64.0/24 FIRST_DEVICE=198.18.64.1
readonly CANARY=198.18.64.200 GREETING_PORT=7008
readonly DEVICE_LISTS=("$LAB_HOME/lib/devices.txt" "$LAB_HOME/lib/recorded.txt")

usage() {
  cat <<'TEXT'
devices.sh up            the devices of lib/devices.txt, from 198.18.64.1 on, then those of lib/recorded.txt, and a canary at 198.18.64.200; their other ports drop what is sent to them
devices.sh list          their names and addresses
devices.sh exec CMD...   run a command at the reader (198.19.64.1)
devices.sh down          remove everything
TEXT
}

down() {
  remove_namespace "$NS_READER"
  remove_namespace "$NS_DEVICES"
  remove_run_folder
}

up() {
  parse_wire
  down
  claim_run_folder
  ensure_packages
  add_namespace "$NS_READER"
  add_namespace "$NS_DEVICES"
  connect "$NS_DEVICES" devices "$DEVICES_LINK/24" "$NS_READER" eth0 "$READER/24"
  ip -n "$NS_READER" route add "$DEVICES" via "$DEVICES_LINK"
  be_neighbour "$NS_READER" 198.18.64.254/24
  # AnyIP: every address of the network is this host, without adding each.
  ip -n "$NS_DEVICES" route add local "$DEVICES" dev lo
  drop_everything_else
  in_background "$NS_DEVICES" "$LOGS/devices.log" "$PYTHON" "$LAB_HOME/lib/devices.py" "$RUN/certificates" "$FIRST_DEVICE" "${DEVICE_LISTS[@]}"
  in_background "$NS_DEVICES" "$LOGS/canary.log" "$PYTHON" "$LAB_HOME/lib/greet.py" "$GREETING_PORT"
  wait_until 20 grep -q '^up' "$LOGS/devices.log" || die "the devices do not answer; see $LOGS/devices.log"
  say "$(list | wc -l) devices are up from $FIRST_DEVICE on; the reader is namespace $NS_READER"
}

list() {
  sed -n 's/^\[\(.*\)\]$/\1/p' "${DEVICE_LISTS[@]}" | awk '{ printf "%s 198.18.64.%d\n", $1, NR }'
}

# The set of ports that each device has; a dropped packet is what a packet filter looks like.
drop_everything_else() {
  inside "$NS_DEVICES" nft -f - <<RULES
table ip recorded {
  set answering {
    type ipv4_addr . inet_service
    elements = { $(awk '/^\[/ { device++ } /^[0-9]/ { printf "198.18.64.%d . %d\n", device, $1 }' "${DEVICE_LISTS[@]}" | sort -u | paste -sd,) }
  }

  chain prerouting {
    type nat hook prerouting priority dstnat
    ip daddr $CANARY meta l4proto tcp redirect to :$GREETING_PORT
  }

  chain input {
    type filter hook input priority filter; policy drop
    iifname "lo" accept
    ct status dnat accept
    ip daddr . tcp dport @answering accept
  }
}
RULES
}

verb_list() { list; }

run_verb "$NS_READER" "$@"
