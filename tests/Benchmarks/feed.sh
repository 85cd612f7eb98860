#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# How long Import-ShadowserverReport takes for a feed of a whole network, and how much memory PowerShell needs at most: with every line
# assessed, and with one practice in it. Lines are generated; every address is different.
# Usage: feed.sh [LINES]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly LINES_WANTED=${1:-1000000}
source tests/lab/lib/pwsh.sh
readonly MODULE=$PWD/artifacts/PracticeNetSec/PracticeNetSec.psd1
work=$(mktemp -d)
readonly work
trap 'rm -rf "$work"' EXIT

main() {
  prepare_pwsh
  generate >"$work/2026-11-03-scan_smb-network.csv"
  printf 'PracticeId,WanAddress\nA,198.18.0.1\n' >"$work/practices.csv"
  measure 'every line' ''
  measure 'one practice' "-Practice (Import-PracticeInventory '$work/practices.csv') -MatchedOnly"
}

generate() {
  awk -v n="$LINES_WANTED" 'BEGIN {
    print "timestamp,severity,ip,protocol,port,hostname,tag,asn,geo,region,city,naics,hostname_source,sector,smb_implant,arch,key,smbv1_support,smb_major_number,smb_minor_number,smb_revision,smb_version_string"
    for (i = 0; i < n; i++) {
      printf "\"2026-11-03 04:%02d:%02d\",high,%d.%d.%d.%d,tcp,445,h%d.example,smb,64512,DE,,,0,,,N,,,N,2,1,0,\"SMB 2.1\"\n", int(i / 60) % 60, i % 60, 198 + int(i / 16777216), (18 + int(i / 65536)) % 256, int(i / 256) % 256, i % 256, i
    }
  }'
}

measure() {
  "${PWSH[@]}" -Command "Import-Module '$MODULE'
    \$clock = [Diagnostics.Stopwatch]::StartNew(); \$views = 0
    Import-ShadowserverReport '$work/2026-11-03-scan_smb-network.csv' $2 | ForEach-Object { \$views++ }
    'feed of $LINES_WANTED lines, $1: {0} views, {1:0.0} s, processor {2:0.0} s, peak {3:0} MiB' -f \$views, \$clock.Elapsed.TotalSeconds, [Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime.TotalSeconds, ([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB)"
}

main
