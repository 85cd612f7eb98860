#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Checks the lab itself with nmap, smbclient, snmpget and curl, without any code of the product: if a
# lab test fails and this passes, look at the product. Leaves the lab down.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly WAN=203.0.113.1
readonly FIRMWARE=.1.3.6.1.4.1.272.4.1.26.0
passed=0 failed=0

lab() { "$here/celle.sh" "$@"; }

# expect SENTENCE EXPECTED ACTUAL
expect() {
  if [[ $2 == "$3" ]]; then
    passed=$((passed + 1))
    printf 'passed  %s\n' "$1"
  else
    failed=$((failed + 1))
    printf 'FAILED  %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3"
  fi
}

# ports STATE: the port numbers in that state, seen from the Internet.
ports() {
  lab exec internet nmap -sT -Pn -n -p 79-90,139,439-450,3389,4443,8443 -oG - "$WAN" |
    tr -s ', ' '\n' | awk -F/ -v state="$1" '$2 == state { print $1 }' | paste -sd' ' -
}

# smb PLACE ARGUMENTS...: smbclient without a name or password; its NT_STATUS on failure.
smb() {
  local place=$1
  shift
  lab exec "$place" smbclient --no-pass "$@" 2>&1 || true
}

shares_listed() { grep -oE '^Disk\|[a-z]+' | cut -d'|' -f2 | paste -sd' ' -; }

check_stage() {
  local stage=$1 version=$2 open=$3 closed=$4
  lab stage "$stage"
  expect "$stage: open ports" "$open" "$(ports open)"
  expect "$stage: forwarded ports without a service answer with a reset" "$closed" "$(ports closed)"
  expect "$stage: the firmware over SNMP" "\"V.$version\"" \
    "$(lab exec internet snmpget -v2c -c public -Oqv "$WAN" "$FIRMWARE")"
  expect "$stage: the firmware over HTTPS from outside" "<firmware>$version</firmware>" \
    "$(lab exec internet curl -ks "https://$WAN:4443/cgi-bin/status.xml" | grep -o '<firmware>.*')"
  expect "$stage: the firmware over HTTP from inside" "<firmware>$version</firmware>" \
    "$(lab exec practice curl -s http://192.168.2.1/cgi-bin/status.xml | grep -o '<firmware>.*')"
}

check_shares() {
  local before
  before=$(lab snapshot)
  expect 'a stranger lists the shares' 'daten befunde verwaltung' \
    "$(smb internet --grepable --list "//$WAN" | shares_listed)"
  expect 'the practice reaches itself by its public address (hairpin NAT)' 'daten befunde verwaltung' \
    "$(smb practice --grepable --list "//$WAN" | shares_listed)"
  expect 'a stranger lists the open share' TurboMed \
    "$(smb internet "//$WAN/daten" -c ls | grep -o TurboMed)"
  expect 'a stranger lists the read-only share' KIM "$(smb internet "//$WAN/befunde" -c ls | grep -ow KIM)"
  expect 'the closed share refuses a stranger' NT_STATUS_ACCESS_DENIED \
    "$(smb internet "//$WAN/verwaltung" -c ls | grep -o 'NT_STATUS_[A-Z_]*')"
  expect 'SMB1 does not answer' 1 \
    "$(smb internet --option='client min protocol=NT1' --max-protocol=NT1 --list "//$WAN" | grep -c 'negotiation failed')"
  expect 'listing left the tree as it was' "$before" "$(lab snapshot)"
  expect 'the audit log shows no write' '' "$(lab audit writes)"
  expect 'the audit log shows no file read' '' "$(lab audit reads)"
}

# The proofs above are worth something only if they can fail.
check_proofs() {
  local before
  before=$(lab snapshot)
  smb internet "//$WAN/daten" -c 'mkdir Probe; rmdir Probe' >/dev/null
  expect 'the audit log shows a folder made and removed' 1 "$(lab audit writes | grep -c '|mkdirat|ok|')"
  expect 'the snapshot shows it too' different "$([[ $before == "$(lab snapshot)" ]] && echo same || echo different)"
  smb internet "//$WAN/daten" -c 'get Liesmich.txt /dev/null' >/dev/null
  expect 'the audit log shows a file read' 1 "$(lab audit reads | grep -c '|pread_send|ok|')"
}

check_konnektor() {
  local scheme
  for scheme in http https; do
    expect "the Konnektor answers by $scheme" ConnectorServices \
      "$(lab exec practice curl -ks "$scheme://192.168.2.20/connector.sds" | grep -om1 ConnectorServices | head -n 1)"
  done
}

check_isolation() {
  local place
  for place in internet router practice konnektor; do
    expect "$place has no way to the machine or beyond" 'unreachable' \
      "$(lab exec "$place" timeout 3 bash -c 'exec 3<>/dev/tcp/192.0.2.1/80' 2>/dev/null && echo reached || echo unreachable)"
  done
}

main() {
  local snapshot
  lab up
  snapshot=$(lab snapshot)
  lab up
  expect 'up twice makes the same files' "$snapshot" "$(lab snapshot)"
  check_stage fault '10.2.01.104 from 2018/10/25 00:00:00' \
    '80 443 445 4443' '81 82 83 84 85 86 87 88 89 440 441 442 444 446 447 448 449'
  check_shares
  check_proofs
  check_stage first-update '10.2.06.101 from 2019/07/16 00:00:00' \
    '80 443 445 4443 8443' '81 82 83 84 85 86 87 88 89 440 441 442 444 446 447 448 449'
  check_stage patched '11.01.02.102 from 2019/11/06 00:00:00' '80 443 4443 8443' ''
  check_konnektor
  check_isolation
  lab down
  expect 'down leaves no namespace' '' "$(ip netns list | grep -E '^pns-(internet|router|practice|konnektor|canary)' || true)"
  printf '%d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0))
}

main "$@"
