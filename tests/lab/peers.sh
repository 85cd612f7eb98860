#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises SMB servers that are not Samba: see README.md beside this file.
set -euo pipefail

# A folder of its own: the other labs may be up at the same time.
PNS_LAB_DIR=${PNS_PEERS_DIR:-/run/practicenetsec-peers}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/wire.sh"

readonly NS=pns-peers
readonly TREES=$RUN/trees COPY=$RUN/copy
# The hash of the password "geheim", as MS-NLMP section 3.3.1 has it.
readonly ACCOUNT=(mfa C2AE1FE6E648846352453E816F2AEB93)

usage() {
  cat <<'TEXT'
peers.sh up           impacket's server at 127.0.1.1 (everybody), .2 (an account's password), .3 (SMB1 alone, everybody), and at .4 and
                      .5 copies of the first and the third whose trees may be written to
peers.sh exec CMD...  run a command there
peers.sh snapshot     hash of the trees: names, rights, times, contents
peers.sh down         remove everything
TEXT
}

down() {
  remove_namespace "$NS"
  remove_run_folder
}

up() {
  local address
  down
  claim_run_folder
  ensure_packages
  "$PYTHON" -c 'import impacket' 2>/dev/null || install_packages python3-impacket
  add_namespace "$NS"
  mkdir -p "$TREES/daten/befunde" "$TREES/nurlesen"
  printf 'Befund\n' >"$TREES/daten/befunde/befund.txt"
  printf 'Aushang\n' >"$TREES/nurlesen/aushang.txt"
  cp -a "$TREES" "$COPY"
  serve 127.0.1.1 "$TREES" smb2
  serve 127.0.1.2 "$TREES" smb2 "${ACCOUNT[@]}"
  serve 127.0.1.3 "$TREES" smb1
  serve 127.0.1.4 "$COPY" smb2
  serve 127.0.1.5 "$COPY" smb1
  for address in 127.0.1.{1..5}; do
    wait_until 20 answers "$address" || die "the server at $address does not answer; see $LOGS/impacket-$address.log"
  done
  say "the servers are up; ask 127.0.1.1 to 127.0.1.5 in namespace $NS"
}

serve() {
  local address=$1
  in_background "$NS" "$LOGS/impacket-$address.log" "$PYTHON" "$LAB_HOME/lib/impacket_server.py" "$address" 445 "${@:2}"
}

answers() { inside "$NS" bash -c "exec 3<>/dev/tcp/$1/445" 2>/dev/null; }

verb_snapshot() { require_up && "$PYTHON" "$LAB_HOME/lib/tree_hash.py" "$@" "$TREES"; }

run_verb "$NS" "$@"
