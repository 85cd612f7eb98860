#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Records samples/celle/ again: what snmpwalk and nmap themselves say of each stage of the lab, and what this module
# found in the shares. Build first.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
samples=$(cd "$here/../.." && pwd)/samples/celle
readonly here samples
readonly WAN=203.0.113.1
# The module's own default ports (Data/ports.json).
readonly PORTS=21,23,79-90,104,139,439-450,1433,3306,3389,4443,5432,8080,8443,11112
source "$here/lib/pwsh.sh"

lab() { "$here/celle.sh" "$@"; }

# -On: numbers only, as an admin without MIB files would save it. The vendor's tree stops at .4:
# .254 (its security MIB) must never be read. snmpwalk does not print the community.
record_walk() {
  local subtree
  for subtree in .1.3.6.1.2.1.1 .1.3.6.1.4.1.272.4; do
    lab exec internet snmpwalk -v2c -c public -On "$WAN" "$subtree"
  done >"walk-$1.txt"
}

record_scan() {
  # What a web server serves shows in its page alone.
  lab exec internet nmap -sT -Pn -n -p "$PORTS" --script +http-title,+http-ls,+http-webdav-scan -oX "nmap-$1.xml" "$WAN" >/dev/null
}

record_shares() {
  lab exec internet "${PWSH[@]}" -Command "
    Import-PracticeInventory '$samples/practices.csv' | Test-ShareReachability -Vantage Outside -TimeoutSeconds 2 |
      Export-Clixml '$samples/shares-$1.clixml' -Depth 6"
}

main() {
  local stage
  cd "$here/../.."
  prepare_pwsh
  mkdir -p "$samples"
  # Here, so that nmap's own record of its arguments names a file, not a folder of this machine.
  cd "$samples"
  lab up
  for stage in fault first-update patched; do
    lab stage "$stage"
    record_walk "$stage"
    record_scan "$stage"
    record_shares "$stage"
  done
  lab down
}

main "$@"
