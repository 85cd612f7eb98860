#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises the network of the 2019 Celle leak in network namespaces: see README.md beside this file.
set -euo pipefail

source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/network.sh"
source "$LAB_HOME/lib/wire.sh"
source "$LAB_HOME/lib/stages.sh"
source "$LAB_HOME/lib/web.sh"
source "$LAB_HOME/lib/router.sh"
source "$LAB_HOME/lib/agent.sh"
source "$LAB_HOME/lib/samba.sh"
source "$LAB_HOME/lib/health.sh"

usage() {
  cat <<'TEXT'
celle.sh up [STAGE]            raise the lab (again), in stage `fault` by default
celle.sh stage STAGE           fault | first-update | patched | konnektor: router rules, SNMP table, status page
celle.sh exec PLACE CMD...     run a command at internet | router | practice | konnektor
celle.sh status                what runs, and whether it answers (exit 3: not up)
celle.sh snapshot [--list]     hash of the shares' tree: names, rights, times, contents
celle.sh audit writes|reads    lines of Samba's audit log that changed something or asked to,
                               or that opened a file for its data
celle.sh wire [delay 20ms] [loss 2%]   make the line to the Internet slow or lossy; no words: good again
celle.sh agent KIND            another SNMP agent on the router: bintec (as after `up`), bintec-v1, bintec-v3, other,
                               other-short-bulk, other-without-bulk; see lib/agent.sh
celle.sh requests              how often the agent was asked since it started: GETNEXT, GETBULK, SET
celle.sh snmp-rows N           let the router's table hold N forwards, for benchmarks; `stage` resets
celle.sh down                  remove everything
TEXT
}

down() {
  remove_network
  remove_run_folder
}

up() {
  local stage=${1:-fault}
  is_stage "$stage" || die "no stage '$stage' (one of: $STAGES)"
  # From scratch each time: whatever a crash or a test left behind is gone, the files are new.
  down
  claim_run_folder
  ensure_packages
  raise_network
  lay_wire
  start_canary
  start_samba
  start_appointment_page
  start_konnektor
  start_router
  enter_stage "$stage"
  wait_for_health
  say "the lab is up in stage $stage"
}

lay_wire() {
  parse_wire "$@"
  connect "$NS_ROUTER" wan "$WAN/24" "$NS_INTERNET" eth0 "$PROBER/24"
}

change_wire() {
  parse_wire "$@"
  disconnect "$NS_ROUTER" wan
  lay_wire "$@"
}

verb_exec() {
  local namespace=pns-${1:-}
  (($# > 1)) || die "exec needs a place and a command"
  [[ " ${NAMESPACES[*]} " == *" $namespace "* ]] || die "no place '$1' (internet, router, practice, konnektor, canary)"
  require_up
  shift
  exec ip netns exec "$namespace" "$@"
}

is_up() { [[ -n $(current_stage) ]] && namespace_exists "$NS_ROUTER"; }

require_up() { is_up || die "the lab is not up (celle.sh up)"; }

status() {
  if ! is_up; then
    say "the lab is not up"
    return 3
  fi
  printf 'stage           %s\nfolder          %s\naudit log       %s\n' "$(current_stage)" "$RUN" "$AUDIT_LOG"
  report_health
}

verb_stage() {
  is_stage "${1:-}" || die "no stage '${1:-}' (one of: $STAGES)"
  take_lock && require_up && enter_stage "$1"
}

verb_wire() { take_lock && require_up && change_wire "$@"; }

verb_agent() {
  is_agent "${1:-}" || die "no agent '${1:-}' (one of: $AGENTS)"
  take_lock && require_up && start_agent "$1"
}

verb_requests() { require_up && requests_seen; }

verb_snmp_rows() {
  [[ ${1:-} =~ ^[1-9][0-9]{0,4}$ ]] || die "snmp-rows needs a number up to 40000"
  take_lock && require_up && write_long_table "$1"
}

verb_status() { status; }

verb_snapshot() { require_up && "$PYTHON" "$LAB_HOME/lib/tree_hash.py" "$@" "$SHARES"; }

verb_audit() {
  [[ ${1:-} == writes || ${1:-} == reads ]] || die "audit needs a word: writes or reads"
  require_up && "$PYTHON" "$LAB_HOME/lib/audit.py" "$1" "$AUDIT_LOG"
}

run_verb '' "$@"
