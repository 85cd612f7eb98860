# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# The machines behind the lines of lines.sh: real file servers, each with a share for guests.

readonly MACHINES='a-lan b-lan second-lan b4-lan dual-lan'

start_machines() {
  local place
  for place in $MACHINES; do
    start_machine "$place"
  done
  for place in $MACHINES; do
    wait_until 10 share_answers "$place" || die "the file server of $place does not answer; see $LOGS/smbd-$place.log"
  done
}

start_machine() {
  local folder=$RUN/$1/smb
  mkdir -p "$folder/data" "$folder/private" "$folder/lock"
  : >"$folder/data/befund.txt"
  chmod 755 "$RUN/$1" "$folder" "$folder/data"
  cat >"$folder/smb.conf" <<CONF
[global]
  server role = standalone server
  smb ports = 445 $PINHOLE_PORT
  map to guest = Bad User
  disable netbios = yes
  load printers = no
  private dir = $folder/private
  lock directory = $folder/lock
  state directory = $folder/lock
  cache directory = $folder/lock
  pid directory = $folder/lock
  ncalrpc dir = $folder/lock/ncalrpc
  log file = $LOGS/smbd-$1.log
[daten]
  path = $folder/data
  guest ok = yes
CONF
  start_smbd "$(namespace_of "$1")" "$folder/smb.conf" "$LOGS/smbd-$1.out"
}

# share_answers PLACE [ADDRESS]: the machine's own by default.
share_answers() { at "$1" smbclient -N -s /dev/null -c ls "//${2:-$SERVER}/daten" 2>/dev/null | grep -q befund.txt; }
