#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises a matrix of real Samba servers, each configured another way: see README.md beside this file.
set -euo pipefail

# A folder of its own: the Celle lab may be up at the same time.
PNS_LAB_DIR=${PNS_MATRIX_DIR:-/run/practicenetsec-matrix}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/wire.sh"
source "$LAB_HOME/lib/smb_server.sh"
source "$LAB_HOME/lib/matrix.sh"

usage() {
  cat <<'TEXT'
samba-matrix.sh up                 one smbd for each cell, at 198.18.40.N; its throw-away copy at 198.18.41.N
samba-matrix.sh list               the cells: name, address, address of the copy, port, shares that no list shows
samba-matrix.sh exec CMD...        run a command at the client (198.18.42.1)
samba-matrix.sh truth [CELL...]    what smbclient really can list, read and write, as JSON; it writes to the copies
samba-matrix.sh snapshot           one hash for each cell's tree: names, rights, times, contents
samba-matrix.sh audit writes|reads|all [copies]
                                   lines of Samba's audit logs that changed something or asked to, that opened a file
                                   for its data, or all; of the cells, or of their copies
samba-matrix.sh down               remove everything
TEXT
}

down() {
  remove_namespace "$NS_CLIENT"
  end_servers "$NS_SERVER"
  remove_namespace "$NS_SERVER"
  unmount_read_only
  remove_run_folder
}

up() {
  down
  claim_run_folder
  ensure_packages
  raise_pair
  lay_cells
  start_cells
  wait_for_cells
  say "$(wc -l <"$CELL_LIST") cells are up; the client is namespace $NS_CLIENT"
}

require_up() { [[ -e $CELL_LIST ]] && namespace_exists "$NS_SERVER" || die "the matrix is not up (samba-matrix.sh up)"; }

verb_list() { "$PYTHON" "$CELLS_PY" list; }

verb_truth() { require_up && find_truth "$@"; }

verb_snapshot() { require_up && snapshot; }

verb_audit() {
  [[ ${1:-} =~ ^(writes|reads|all)$ && ${2:-copies} == copies ]] || die "audit needs a word: writes, reads or all; then nothing or copies"
  require_up && audit "$@"
}

run_verb "$NS_CLIENT" "$@"
