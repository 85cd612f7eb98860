#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises German access lines, each a network of its own: see README.md beside this file.
set -euo pipefail

# A folder of its own: the other labs may be up at the same time.
PNS_LAB_DIR=${PNS_LINES_DIR:-/run/practicenetsec-lines}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/wire.sh"
source "$LAB_HOME/lib/web.sh"
source "$LAB_HOME/lib/stages.sh"
source "$LAB_HOME/lib/router.sh"
source "$LAB_HOME/lib/agent.sh"
source "$LAB_HOME/lib/smb_server.sh"
source "$LAB_HOME/lib/miniupnpd.sh"
source "$LAB_HOME/lib/lines_network.sh"
source "$LAB_HOME/lib/lines_routers.sh"
source "$LAB_HOME/lib/lines_dual.sh"
source "$LAB_HOME/lib/lines_machines.sh"

usage() {
  cat <<'TEXT'
lines.sh up                  all lines: carrier-grade NAT, a cascade, DS-Lite, dual stack, IPv6 alone
lines.sh cascade both|first|second|none
                             which of the two routers forwards 445; both after `up`
lines.sh opening on|off      whether the IPv6 firewall of the DS-Lite line lets 445 in; off after `up`
lines.sh translation on|off  whether the DS-Lite router translates IPv4 itself, or leaves that to the AFTR; on after `up`
lines.sh pinhole on|web|off  what the machine of the dual-stack line has opened over UPnP: its share (10445), its page (8443),
                             or nothing, as after `up`
lines.sh renumber            that machine takes another IPv6 address
lines.sh rules               the rules of all routers, without counters
lines.sh exec PLACE CMD...   run a command at internet (the prober), canary, provider, a, a-lan, b, b-lan, first, second,
                             second-lan, aftr, b4, b4-lan, dual, dual-lan or v6only
lines.sh down                remove everything
TEXT
}

down() {
  remove_lines
  remove_run_folder
}

up() {
  parse_wire
  down
  claim_run_folder
  ensure_packages
  ensure_igd_packages
  raise_lines
  start_lines_canary
  start_routers
  start_dual
  start_machines
  check_lines
  say "the lines are up; the prober is namespace $(namespace_of internet)"
}

# What the situations rest on, seen with other means than the product's.
check_lines() {
  greets b4-lan "$CANARY" || die "b4-lan reaches nothing over IPv4 through its tunnel; see $LOGS/tunnel-b4.log"
  greets dual-lan "$CANARY6" || die "dual-lan reaches nothing over IPv6"
  share_answers internet 203.0.113.40 || die "445 of the shared address does not lead to the share of b-lan"
}

# greets PLACE ADDRESS: the canary, seen from there.
greets() { at "$1" timeout 5 bash -c "read -r line </dev/tcp/$2/443 && [[ \$line == *canary* ]]" 2>/dev/null; }

require_up() { namespace_exists "$(namespace_of v6only)" || die "the lines are not up (lines.sh up)"; }

verb_exec() {
  (($# > 1)) || die "exec needs a place and a command"
  is_place "$1" || die "no place '$1' (one of: $PLACES)"
  require_up
  exec ip netns exec "$(namespace_of "$1")" "${@:2}"
}

verb_cascade() {
  is_cascade "${1:-}" || die "cascade needs a word: both, first, second or none"
  take_lock && require_up && switch_cascade "$1"
}

verb_opening() {
  is_switch "${1:-}" || die "opening needs a word: on or off"
  take_lock && require_up && change opening "$1"
}

verb_translation() {
  is_switch "${1:-}" || die "translation needs a word: on or off"
  take_lock && require_up && change translation "$1"
}

verb_pinhole() {
  is_pinhole "${1:-}" || die "pinhole needs a word: on, web or off"
  take_lock && require_up && switch_pinhole "$1"
}

verb_renumber() { take_lock && require_up && renumber; }

verb_rules() { require_up && show_rules; }

run_verb '' "$@"
