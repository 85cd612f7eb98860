# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034 # names for the scripts that source this file
# What every script of the lab needs: names, messages, the lock, processes inside a namespace.

LAB_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly LAB_HOME
# Only the lab writes below this folder, and `down` deletes it.
RUN=${PNS_LAB_DIR:-/run/practicenetsec-lab}
readonly RUN
readonly LOGS=$RUN/log
# Says that a folder is ours: without it, nothing is deleted.
readonly MARKER=.practicenetsec-lab
# Debian's own, whatever else a developer's PATH offers first.
readonly PYTHON=/usr/bin/python3
# The number automake uses for "skipped": a test run can tell "cannot run here" from "broken".
readonly EXIT_UNSUPPORTED=77

say() { printf '%s\n' "$*" >&2; }

die() {
  say "${0##*/}: $*"
  exit 1
}

require_linux_root() {
  if [[ $(uname -s) != Linux || $EUID -ne 0 ]]; then
    say "${0##*/}: the lab needs root on Linux, because it raises network namespaces; nothing was changed."
    exit "$EXIT_UNSUPPORTED"
  fi
  # Debian keeps ip, nft, smbd and snmpd in /usr/sbin, which a plain `su` leaves out.
  PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
}

# One change of a lab at a time; labs may be raised side by side. Descriptor 9 holds the lock; in_background closes it for daemons,
# or they would keep it after this script has gone.
take_lock() {
  mkdir -p /run/lock
  local lock=/run/lock/${RUN##*/}.lock
  exec 9>"$lock"
  flock --wait 120 9 || die "another command of this lab has been running for two minutes (lock $lock)"
}

claim_run_folder() {
  mkdir -p "$RUN"
  : >"$RUN/$MARKER"
  chmod 755 "$RUN"
  mkdir -p "$LOGS"
}

remove_run_folder() {
  [[ -e $RUN ]] || return 0
  if [[ ! -e $RUN/$MARKER ]]; then
    [[ -d $RUN && -z $(ls -A "$RUN") ]] || die "$RUN is not a lab folder (it has no $MARKER): not touched"
  fi
  rm -rf -- "$RUN"
}

# be_neighbour NAMESPACE ADDRESS/PREFIX: gives the prober an address in the network of the hosts. They are at the next hop here, to keep
# the lab small; without it they would look like addresses of the prober's own router.
be_neighbour() { ip -n "$1" address add "$2" dev eth0 noprefixroute; }

namespace_exists() { [[ -e /run/netns/$1 ]]; }

inside() { ip netns exec "$1" "${@:2}" 9>&-; }

# in_background NAMESPACE LOG COMMAND...: the process id is in $!. `ip netns exec` becomes the
# command (it does not fork), so the id is the daemon's own.
in_background() {
  local namespace=$1 log=$2
  shift 2
  ip netns exec "$namespace" setsid "$@" </dev/null >>"$log" 2>&1 9>&- &
}

# Namespaces keep their processes together: no pid file can be stale.
stop_processes_in() {
  local namespace=$1 signal pids tries
  for signal in TERM KILL; do
    for ((tries = 0; tries < 20; tries++)); do
      pids=$(ip netns pids "$namespace" 2>/dev/null) || return 0
      [[ -n $pids ]] || return 0
      # One may have gone by itself since the list was made.
      # shellcheck disable=SC2086
      ((tries)) || kill -s "$signal" $pids 2>/dev/null || true
      sleep 0.1
    done
  done
  die "processes in namespace $namespace do not end: ${pids//$'\n'/ }"
}

remove_namespace() {
  namespace_exists "$1" || return 0
  stop_processes_in "$1"
  ip netns delete "$1"
  rm -rf -- "/etc/netns/${1:?}"
  rmdir --ignore-fail-on-non-empty /etc/netns 2>/dev/null || true
}

add_namespace() {
  local complaint
  if ! complaint=$(ip netns add "$1" 2>&1 && inside "$1" true 2>&1); then
    ip netns delete "$1" 2>/dev/null || true
    remove_run_folder
    say "${0##*/}: this machine does not let us raise network namespaces (${complaint##*$'\n'})."
    exit "$EXIT_UNSUPPORTED"
  fi
  ip -n "$1" link set lo up
  # IPv6 would add chatter of its own (router solicitations) to recordings; absent on some kernels.
  inside "$1" sysctl -qe -w net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
}
