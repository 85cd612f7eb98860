#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A whole fleet: 5,000 practices and the module's default ports, 2 % exposed, 5 % dead, 1 % hostile, beside nmap -T5 and masscan on the same; memory at
# 100 and at 5,000 practices; a dashboard of 10,000. Needs root and Linux; raises and removes its own namespaces.
#   fleet.sh [PRACTICES] [NMAP-PRACTICES]   nmap may be given fewer, because it takes long; its time is then scaled.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly COUNT=${1:-5000}
readonly NMAP_COUNT=${2:-$COUNT}
PORTS=$(python3 -c 'import json; print(",".join(str(port) for port in json.load(open("src/PracticeNetSec/Data/ports.json"))["defaultPorts"]))')
readonly PORTS
source tests/lab/lib/pwsh.sh
readonly AUDIT='-ThrottleLimit 512 -ConnectionLimit 8192 -ConnectionLimitPerHost 36 -TimeoutSeconds 1'
# A small nursery: what is measured is what the audit holds, not how long the collector may put off its work.
export DOTNET_GCgen0size=4000000
work=$(mktemp -d)
readonly work

main() {
  prepare_pwsh
  trap 'bash tests/lab/fleet.sh down; rm -rf "$work"' EXIT
  bash tests/lab/fleet.sh up "$COUNT"
  bash tests/lab/fleet.sh inventory "$COUNT" >"$work/practices.csv"
  echo "== ports alone, as nmap measures: Invoke-PracticeAudit -SkipRouter -SkipShares $AUDIT"
  audit "$COUNT" "$AUDIT -SkipRouter -SkipShares" "$work/ports.db"
  echo "== routers, ports and shares: Invoke-PracticeAudit $AUDIT"
  audit "$COUNT" "$AUDIT" "$work/all.db"
  echo '== memory: 100 practices, then all, 100 at once'
  audit 100 "${AUDIT/-ThrottleLimit 512/-ThrottleLimit 100}" "$work/small.db"
  audit "$COUNT" "${AUDIT/-ThrottleLimit 512/-ThrottleLimit 100}" "$work/large.db"
  echo '== dashboard of 10,000 practices'
  dashboard
  echo '== masscan on the same practices, at two rates'
  measure_masscan
  echo "== nmap -sT -Pn -n -T5 on $NMAP_COUNT of the same practices"
  measure_nmap
}

audit() {
  shell_at_auditor "
    \$watch = [Diagnostics.Stopwatch]::StartNew()
    \$verdicts = @{}
    \$count = 0
    \$held = 0
    Import-PracticeInventory '$work/practices.csv' | Select-Object -First $1 | Invoke-PracticeAudit -LedgerPath '$3' $2 |
      ForEach-Object {
        \$verdicts['{0} {1}' -f \$_.PracticeId.Split('-')[0], \$_.Verdict]++
        # What is held in the middle of the work, after everything that can be given back was.
        if (++\$count % 1000 -eq 90) { \$held = [Math]::Max(\$held, [GC]::GetTotalMemory(\$true) / 1MB) }
      }
    \$peak = [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB
    'seconds {0:0.0}, peak working set {1:0} MiB, held at most {3:0} MiB, ledger whole: {2}' -f \$watch.Elapsed.TotalSeconds, \$peak, (Test-ExposureHistory '$3' -Quiet), \$held
    \$verdicts.GetEnumerator() | Sort-Object Name | ForEach-Object { '  {0}: {1}' -f \$_.Name, \$_.Value }"
}

dashboard() {
  bash tests/lab/fleet.sh inventory 10000 >"$work/many.csv"
  "${PWSH[@]}" -Command "
    \$number = 0
    \$many = Import-PracticeInventory '$work/many.csv' | ForEach-Object {
      \$number++
      [pscustomobject]@{ PracticeId = \$_.PracticeId; Name = \$_.Name; Land = \$_.Land; SharesChecked = \$true; OpenPorts = @(443); Findings = @(); Verdict = if (\$number % 50) { 1 } else { 3 }; Reasons = @('measured') }
    }
    \$watch = [Diagnostics.Stopwatch]::StartNew()
    \$many | Export-PracticeDashboard '$work/fleet.html' -Force
    '{0} practices, seconds {1:0.00}, {2:0} KiB' -f \$number, \$watch.Elapsed.TotalSeconds, ((Get-Item '$work/fleet.html').Length / 1KB)"
}

# Open ports that masscan finds, of those that are there: its answers carry no state of the silent ports, and what it loses it does not repeat.
measure_masscan() {
  local rate start end found there
  command -v masscan >/dev/null || apt-get install -y -qq --no-install-recommends masscan >/dev/null
  awk -F';' 'NR > 1 { print $5 }' "$work/practices.csv" >"$work/all-addresses"
  there=$(awk -F';' 'NR > 1 && $1 ~ /^(OK|OPEN|EVIL)-/ { ports += $1 ~ /^OPEN/ ? 2 : 1 } END { print ports }' "$work/practices.csv")
  for rate in 10000 50000; do
    start=$(date +%s.%N)
    found=$(bash tests/lab/fleet.sh exec timeout 120 masscan -iL "$work/all-addresses" -p "$PORTS" --rate "$rate" --wait 3 --interface eth0 --adapter-ip 198.19.1.1 --router-ip 198.19.1.2 -oG - 2>/dev/null </dev/null | grep -E '^Timestamp|^Host' | grep -E '(443|445)/open' | sort -u | wc -l)
    end=$(date +%s.%N)
    awk -v s="$start" -v e="$end" -v f="$found" -v t="$there" -v r="$rate" 'BEGIN { printf "rate %6d/s: seconds %.1f, recall %d of %d\n", r, e - s, f, t }'
  done
}

measure_nmap() {
  local start end open
  awk -F';' -v count="$NMAP_COUNT" 'NR > 1 && NR <= count + 1 { print $5 }' "$work/practices.csv" >"$work/addresses"
  start=$(date +%s.%N)
  open=$(bash tests/lab/fleet.sh exec nmap -sT -Pn -n -T5 -p "$PORTS" -oG - -iL "$work/addresses" | grep -o '/open/' | wc -l)
  end=$(date +%s.%N)
  awk -v s="$start" -v e="$end" -v o="$open" -v n="$NMAP_COUNT" -v all="$COUNT" 'BEGIN {
    printf "seconds %.1f, open %d", e - s, o
    if (n != all) printf "; scaled to %d practices: %.0f seconds", all, (e - s) * all / n
    printf "\n"
  }'
}

shell_at_auditor() { bash tests/lab/fleet.sh exec "${PWSH[@]}" -Command "$1"; }

main
