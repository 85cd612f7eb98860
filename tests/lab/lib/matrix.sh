# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# The cells of the Samba matrix: one pair of namespaces, one smbd for each cell.

# Another name makes a second matrix possible beside the first, with a run folder of its own.
readonly NS_CLIENT=${PNS_MATRIX_NAME:-pns-smb}-client NS_SERVER=${PNS_MATRIX_NAME:-pns-smb}-server
readonly CLIENT=198.18.42.1
readonly CELLS_PY=$LAB_HOME/lib/matrix_cells.py CELL_LIST=$RUN/cells.txt READ_ONLY_LIST=$RUN/read-only.txt
readonly COPIES='198\.18\.41\.' ORIGINALS='198\.18\.40\.'

raise_pair() {
  add_namespace "$NS_CLIENT"
  add_namespace "$NS_SERVER"
  give_names_to "$NS_SERVER"
  give_guest_to "$NS_SERVER"
  "$PYTHON" "$CELLS_PY" list >"$CELL_LIST"
  ip -n "$NS_SERVER" link add eth0 type veth peer name eth0 netns "$NS_CLIENT"
  awk '{ print "address add " $2 "/21 dev eth0"; print "address add " $3 "/21 dev eth0" }' "$CELL_LIST" |
    ip -n "$NS_SERVER" -batch -
  ip -n "$NS_CLIENT" address add "$CLIENT/21" dev eth0
  ip -n "$NS_SERVER" link set eth0 up
  ip -n "$NS_CLIENT" link set eth0 up
  forward_odd_ports
}

# A cell with a port of its own is reached by a forward to 445, and not by 445 itself.
forward_odd_ports() {
  local odd
  odd=$(awk '$4 != 445 && $4 != 139' "$CELL_LIST")
  [[ -n $odd ]] || return 0
  inside "$NS_SERVER" nft -f - <<RULES
table ip matrix {
  chain prerouting {
    type nat hook prerouting priority dstnat
$(awk '{ for (i = 2; i <= 3; i++) printf "    ip daddr %s tcp dport %s dnat to %s:445\n", $i, $4, $i }' <<<"$odd")
  }

  chain input {
    type filter hook input priority filter
    ct status dnat accept
$(awk '{ for (i = 2; i <= 3; i++) printf "    ip daddr %s tcp dport { 139, 445 } drop\n", $i }' <<<"$odd")
  }
}
RULES
}

lay_cells() {
  local name
  "$PYTHON" "$CELLS_PY" lay "$RUN" "$SMB_USER" "$SMB_USER_ID" >"$READ_ONLY_LIST"
  local path
  while read -r path; do
    mount --bind "$path" "$path" && mount -o remount,bind,ro "$path" || die "could not mount $path read-only"
  done <"$READ_ONLY_LIST"
  # One account for all: Samba needs half a second to make one. The security id in secrets.tdb belongs to the server's
  # name, which all cells share.
  local first
  first=$RUN/cells/$(head -n 1 "$CELL_LIST" | cut -d' ' -f1)
  make_account "$NS_SERVER" "$first/smb.conf"
  while read -r name _; do
    [[ $RUN/cells/$name == "$first" ]] || cp -p "$first/private/"*.tdb "$RUN/cells/$name/private/"
  done <"$CELL_LIST"
  local guest=
  while read -r name; do
    [[ -n $name ]] || continue
    if [[ -z $guest ]]; then
      guest=$RUN/cells/$name
      printf '\n\n' | inside "$NS_SERVER" smbpasswd -c "$guest/smb.conf" -s -a Guest >>"$LOGS/smbpasswd.log" 2>&1 ||
        die "Samba did not accept the account Guest; see $LOGS/smbpasswd.log"
    else
      cp -p "$guest/private/"*.tdb "$RUN/cells/$name/private/"
    fi
  done < <("$PYTHON" "$CELLS_PY" guests)
}

# A Unix account for Samba's account "Guest", in the namespace alone.
give_guest_to() {
  printf 'Guest:x:%s:%s:Lab only:/nonexistent:/usr/sbin/nologin\n' "$((SMB_USER_ID + 1))" "$((SMB_USER_ID + 1))" >>"/etc/netns/$1/passwd"
  printf 'Guest:x:%s:\n' "$((SMB_USER_ID + 1))" >>"/etc/netns/$1/group"
}

unmount_read_only() {
  local path
  [[ -e $READ_ONLY_LIST ]] || return 0
  while read -r path; do
    ! mountpoint -q "$path" || umount "$path"
  done <"$READ_ONLY_LIST"
}

start_cells() {
  local name
  while read -r name _; do
    start_smbd "$NS_SERVER" "$RUN/cells/$name/smb.conf" "$RUN/cells/$name/smbd.log"
    start_share_list "$NS_SERVER" "$RUN/cells/$name/smb.conf" "$RUN/cells/$name/rpc.log"
  done <"$CELL_LIST"
}

# Asked as the account, for a cell may refuse everybody else, and at the copies: the cells' own logs stay empty. The first question for the list of shares also starts
# Samba's RPC processes, so that an examination finds them running, as on any server that is not just booting.
wait_for_cells() {
  local deadline=$((SECONDS + 30)) name copy port job failed=
  local -a waiting=()
  while read -r name _ copy port; do
    wait_for_cell "$name" "$copy" "$port" "$deadline" &
    waiting+=("$!")
  done <"$CELL_LIST"
  for job in "${waiting[@]}"; do
    wait "$job" || failed=yes
  done
  [[ -z $failed ]] || die "not every cell answers"
}

wait_for_cell() {
  until lists_shares "$2" "$3"; do
    ((SECONDS < $4)) || die "cell $1 does not answer; see $RUN/cells/$1/smbd.log"
    sleep 0.2
  done
}

# NT1 as well where nothing else answers: offered with the rest, it keeps smbclient from signing with AES-GMAC.
lists_shares() {
  local lowest
  for lowest in SMB2_02 NT1; do
    ! inside "$NS_CLIENT" smbclient --option="client min protocol=$lowest" --port="$2" --grepable \
      --user="$SMB_USER%$SMB_PASSWORD" --list="$1" >/dev/null 2>&1 || return 0
  done
  return 1
}

# snapshot: every cell with the hash of its tree.
snapshot() {
  local name original
  while read -r name original _; do
    printf '%s %s\n' "$name" "$("$PYTHON" "$LAB_HOME/lib/tree_hash.py" "$RUN/trees/$original")"
  done <"$CELL_LIST"
}

# audit writes|reads|all [copies]
audit() {
  local network=$ORIGINALS
  [[ ${2:-} != copies ]] || network=$COPIES
  if [[ $1 == all ]]; then
    cat "$RUN"/cells/*/audit.log | grep "|$network" || true
  else
    "$PYTHON" "$LAB_HOME/lib/audit.py" "$1" <(cat "$RUN"/cells/*/audit.log | grep "|$network")
  fi
}

find_truth() {
  LC_ALL=C.UTF-8 inside "$NS_CLIENT" "$PYTHON" -B "$LAB_HOME/lib/matrix_truth.py" "$RUN" "$SMB_USER" "$SMB_PASSWORD" "$@"
}
