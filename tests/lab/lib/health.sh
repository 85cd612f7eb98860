# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Is every part answering? Asked with the tools an admin would use, never by looking at processes.

# name|log|check
readonly PARTS=(
  "the router's status page (inside)|web-router.log|answers_status $NS_PRACTICE http://$LAN"
  "the router's status page (outside)|web-router.log|answers_status $NS_INTERNET https://$WAN:4443"
  "the router's SNMP agent|snmpd.log|answers_snmp"
  "the appointment page (http)|web-appointments.log|answers_page http://$SERVER Online-Terminvergabe"
  "the appointment page (https)|web-appointments.log|answers_page https://$SERVER Online-Terminvergabe"
  "the video page (8443)|web-appointments.log|answers_page https://$SERVER:8443 Online-Terminvergabe"
  "the Konnektor (http)|web-konnektor.log|answers_page http://$KONNEKTOR/connector.sds ConnectorServices"
  "the Konnektor (https)|web-konnektor.log|answers_page https://$KONNEKTOR/connector.sds ConnectorServices"
  "Samba|smbd.log|answers_smb"
)

fetch_from() { inside "$1" curl --silent --fail --insecure --noproxy '*' --max-time 3 "$2"; }

answers_status() {
  local page
  page=$(fetch_from "$1" "$2/cgi-bin/status.xml") && [[ $page == *"<firmware>$(stage_firmware "$(current_stage)")"* ]]
}

answers_page() {
  local page
  page=$(fetch_from "$NS_PRACTICE" "$1") && [[ $page == *"$2"* ]]
}

answers_snmp() {
  local value
  value=$(inside "$NS_INTERNET" snmpget -v2c -c "$COMMUNITY" -t 1 -r 0 -Oqvn "$WAN" "$E.1.26.0" 2>&1) &&
    [[ $value == *"$(stage_firmware "$(current_stage)")"* ]]
}

answers_smb() {
  local list
  list=$(inside "$NS_PRACTICE" smbclient --no-pass --grepable --list "//$SERVER" 2>&1) && [[ $list == *'Disk|daten|'* ]]
}

# Starting parts share the time: 20 seconds for the slowest, not for each.
wait_for_health() {
  local part name log check deadline=$((SECONDS + 20))
  for part in "${PARTS[@]}"; do
    IFS='|' read -r name log check <<<"$part"
    # shellcheck disable=SC2086
    until $check; do
      ((SECONDS < deadline)) || {
        tail -n 5 "$LOGS/$log" >&2 || true
        die "$name did not start; see $LOGS/$log"
      }
      sleep 0.05
    done
  done
}

# report_health: one line per part; false when one does not answer.
report_health() {
  local part name log check healthy=0
  for part in "${PARTS[@]}"; do
    IFS='|' read -r name log check <<<"$part"
    # shellcheck disable=SC2086
    if $check; then
      printf 'answers         %s\n' "$name"
    else
      printf 'does not answer %s (see %s)\n' "$name" "$LOGS/$log"
      healthy=1
    fi
  done
  return "$healthy"
}
