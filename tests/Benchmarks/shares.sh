#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Test-ShareReachability beside smbclient, smbmap, impacket and nmap on the same 64 file servers; then 1,000 addresses of which
# 5 % answer; then its memory over 64, 250 and 1,000 addresses; then the 64 at 20 and 50 ms round trip. Needs root and Linux; raises its
# own namespaces and removes them: shares.sh [RUNS [compare|sparse|memory|latency]]. smbmap and the script for impacket write to what they examine: here that is made for the run and thrown away.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly RUNS=${1:-3}
readonly LAB=tests/lab/share-hosts.sh
source tests/lab/lib/pwsh.sh
# nmap takes about two seconds a host; beyond this it is stopped, and the line says how far it came.
readonly NMAP_LIMIT=150

main() {
  prepare_pwsh
  trap 'bash "$LAB" down' EXIT
  local part
  for part in ${2:-compare sparse memory latency}; do
    "$part"
  done
}

compare() {
  local work=() whole=() names=() line
  bash "$LAB" up 64
  install_peers
  echo "== 64 file servers, $RUNS runs in turn"
  for ((run = 1; run <= RUNS; run++)); do
    line=$(measure ours -TimeoutSeconds 30 -ThrottleLimit 16)
    echo "Test-ShareReachability, null session and guest, every right: $line"
    work+=("$(field work "$line")") whole+=("$(field seconds "$line")")
    line=$(measure names_by_smbclient)
    echo "smbclient -N -L, one after the other, names only:            $line"
    names+=("$(field seconds "$line")")
  done
  line=$(measure rights_by_smbmap)
  echo "smbmap, one way in, rights found by writing:                 $line"
  local smbmap ours
  smbmap=$(field seconds "$line") ours=$(median "${whole[@]}")
  line=$(measure rights_by_impacket)
  echo "impacket, null session, 16 at once, rights found by writing: $line"
  ratio 'whole process / impacket' "$ours" "$(field seconds "$line")"
  line=$(measure shares_by_nmap)
  echo "nmap --script smb-enum-shares:                               $line"
  echo "median of Test-ShareReachability: work $(median "${work[@]}") s, whole process $ours s; of smbclient: $(median "${names[@]}") s"
  ratio 'whole process / smbmap' "$ours" "$smbmap"
  ratio 'work / smbmap' "$(median "${work[@]}")" "$smbmap"
  ratio 'whole process / smbclient' "$ours" "$(median "${names[@]}")"
  bash "$LAB" down
}

latency() {
  local delay line smbmap ours theirs impacket
  for delay in 10 25; do
    bash "$LAB" up 64 100 delay "${delay}ms"
    install_peers
    echo "== 64 file servers at $((2 * delay)) ms round trip, $RUNS runs in turn"
    ours=() theirs=() impacket=()
    for ((run = 1; run <= RUNS; run++)); do
      line=$(measure ours -TimeoutSeconds 30 -ThrottleLimit 16)
      echo "Test-ShareReachability: $line"
      ours+=("$(field work "$line")")
      line=$(measure names_by_smbclient)
      echo "smbclient -N -L, one after the other, names only: $line"
      theirs+=("$(field seconds "$line")")
      line=$(measure rights_by_impacket)
      echo "impacket, null session, 16 at once, rights found by writing: $line"
      impacket+=("$(field seconds "$line")")
    done
    ratio 'work / impacket, medians' "$(median "${ours[@]}")" "$(median "${impacket[@]}")"
    ratio 'work / smbclient, medians' "$(median "${ours[@]}")" "$(median "${theirs[@]}")"
    if ((delay == 10)); then
      smbmap=$(measure rights_by_smbmap)
      echo "smbmap: $smbmap"
      ratio 'work / smbmap' "$(median "${ours[@]}")" "$(field seconds "$smbmap")"
    fi
    bash "$LAB" down
  done
}

sparse() {
  bash "$LAB" up 1000 5
  echo '== 1,000 addresses, 5 % answer, the rest silently dropped'
  echo "Test-ShareReachability: $(measure ours -TimeoutSeconds 10 -ThrottleLimit 1024)"
  bash "$LAB" down
}

memory() {
  local count percent seconds
  echo '== memory: 64 and 250 servers, 1,000 addresses of which 5 % answer; 64 in progress at once'
  while read -r count percent seconds; do
    bash "$LAB" up "$count" "$percent"
    echo "$count: $(measure ours -TimeoutSeconds "$seconds" </dev/null)"
    bash "$LAB" down
  done <<<$'64 100 30\n250 100 30\n1000 5 2'
}

# One smbd plays all the servers and is the bottleneck: with the usual time-out a busy machine would lose answers.
# ours [PARAMETERS]: work inside the process, servers seen with the right rights, peak memory.
ours() {
  local hosts
  hosts=$(bash "$LAB" list | sed "s/.*/'&'/" | paste -sd,)
  bash "$LAB" exec "${PWSH[@]}" -Command "
    \$clock = [System.Diagnostics.Stopwatch]::StartNew()
    \$right = 0
    @($hosts) | Test-ShareReachability $* | ForEach-Object {
      \$rights = @(\$_.Shares | Where-Object Type -eq Disk | Sort-Object Name | ForEach-Object { \"\$(\$_.Name) \$(\$_.AnonymousAccess) \$(\$_.GuestAccess)\" }) -join ', '
      if (\$rights -eq 'befunde Read Read, daten Read Write, verwaltung None None') { \$right++ }
    }
    \$seconds = \$clock.Elapsed.TotalSeconds.ToString('0.00', [cultureinfo]::InvariantCulture)
    \"work \$seconds right \$right peak-MiB \$([int]([System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB))\""
}

names_by_smbclient() {
  local hosts
  hosts=$(mktemp)
  bash "$LAB" list >"$hosts"
  bash "$LAB" exec bash -c 'while read -r host; do smbclient -N -g -L "$host" 2>/dev/null </dev/null; done' <"$hosts" | grep -c 'Disk|daten|' | sed 's/^/right /'
  rm -f "$hosts"
}

rights_by_smbmap() {
  local hosts
  hosts=$(mktemp)
  bash "$LAB" list >"$hosts"
  # grep -c ends with 1 where it counts none: then that is the result of the peer, not an end of the benchmark.
  bash "$LAB" exec smbmap --host-file "$hosts" 2>&1 | grep -cE 'daten.*READ' | sed 's/^/right /' || true
  rm -f "$hosts"
}

rights_by_impacket() {
  local hosts
  hosts=$(mktemp)
  bash "$LAB" list >"$hosts"
  bash "$LAB" exec /usr/bin/python3 -B tests/Benchmarks/impacket_shares.py "$hosts" 16 2>/dev/null
  rm -f "$hosts"
}

install_peers() {
  command -v smbmap >/dev/null && /usr/bin/python3 -c 'import impacket' 2>/dev/null || bash "$LAB" install smbmap python3-impacket
}

shares_by_nmap() {
  local hosts
  hosts=$(bash "$LAB" list | paste -sd' ')
  # shellcheck disable=SC2086
  bash "$LAB" exec timeout "$NMAP_LIMIT" nmap -n -Pn -p 445 --script smb-enum-shares $hosts 2>/dev/null |
    awk '/^Nmap scan report/ { seen++ } /daten/ { named++ } END { printf "hosts %d right %d", seen, named }'
}

# measure COMMAND...: whole-process time, start of the runtime included, and what the command says.
measure() {
  local start end line
  start=$(date +%s.%N)
  line=$("$@") || line="$line (ended with an error)"
  end=$(date +%s.%N)
  awk -v s="$start" -v e="$end" -v l="$line" 'BEGIN { printf "seconds %.2f %s", e - s, l }'
}

field() { awk -v name="$1" '{ for (i = 1; i < NF; i++) if ($i == name) { print $(i + 1); exit } }' <<<"$2"; }

median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }

ratio() { awk -v title="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%s: %.3f (1/%.0f)\n", title, a / b, b / a }'; }

main "$@"
