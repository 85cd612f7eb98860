#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs every test: units, the module hosted in PowerShell and on Mono, the fuzzer, documents, Pester, Windows, and the lab.
# Installs what it needs on Debian. The last line counts: "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off
readonly RESULTS=${PNS_TEST_RESULTS:-artifacts/test-results}
passed=0 failed=0 skipped=0

main() {
  rm -rf "$RESULTS" && mkdir -p "$RESULTS"
  # A recording counts for 30 days by the time of its file, and a clone may be older.
  touch samples/celle/walk-*.txt
  # They come while the compiler is busy.
  install_programs &
  local programs=$!
  dotnet build PracticeNetSec.sln -c Release -v quiet || { broken 'The solution does not build'; finish; }
  wait "$programs"
  # A lab that is left behind would be in the way of the next run.
  trap 'kill $(jobs -p) 2>/dev/null; finish' INT TERM
  # Much of the lab is waiting for silent ports, so it shares the processors with what needs no network. Tests that
  # measure times or memory run alone, afterwards.
  start lab run_lab 'Category!=Figure'
  stage units run_dotnet_tests PracticeNetSec.Tests
  stage fuzz run_fuzz
  stage cmdlets run_dotnet_tests PracticeNetSec.Cmdlets.Tests
  stage documents run_documents
  stage pester run_pester
  # Wine's processes have seconds where the same tests have tenths elsewhere: beside the lab they meet their timeouts.
  collect lab
  stage windows run_windows
  stage figures run_lab 'Category=Figure'
  stage desktop run_desktop
  stage verdicts run_verdicts
  finish
}

# stage NAME COMMAND...: runs a stage and says how long it took.
stage() {
  local name=$1 start=$SECONDS
  shift
  echo "== $name"
  "$@"
  echo "   $name: $((SECONDS - start)) s"
}

# start NAME COMMAND...: the same beside the stages that follow; its output and counts come with collect NAME.
start() {
  local name=$1
  { passed=0 failed=0 skipped=0; stage "$@"; echo "$passed $failed $skipped" >"$RESULTS/$name.counts"; } >"$RESULTS/$name.out" 2>&1 &
  declare -g "pid_$name=$!"
}

collect() {
  local pid=pid_$1 counts
  wait "${!pid}"
  cat "$RESULTS/$1.out"
  read -r -a counts <"$RESULTS/$1.counts"
  if [[ ${#counts[@]} == 3 ]]; then count "${counts[@]}"; else broken "stage $1 left no counts"; fi
}

# run_dotnet_tests PROJECT [FILTER]: adds the counts of a test project. One that crashes still prints the count of what had
# passed before; its exit code tells.
run_dotnet_tests() {
  local name=$1 log=$RESULTS/$1.${2:+lab-${2//[!a-z=]/}.}log line status
  dotnet test "tests/$name" -c Release --no-build --logger 'console;verbosity=minimal' ${2:+--filter "$2"} 2>&1 | tee "$log" | grep -vE '^(Test run for|A total of|\s*$)'
  status=${PIPESTATUS[0]}
  line=$(grep -E 'Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+' "$log" | tail -n 1)
  if [[ $line =~ Failed:\ +([0-9]+),\ Passed:\ +([0-9]+),\ Skipped:\ +([0-9]+) ]]; then
    count_run "$name" "$status" "${BASH_REMATCH[2]}" "${BASH_REMATCH[1]}" "${BASH_REMATCH[3]}"
  else
    broken "$name ended without a count"
  fi
}

# A second or two for each codec; each counts as one test, and so does each check of the fuzzer itself.
run_fuzz() {
  local log=$RESULTS/Fuzz.log
  dotnet tests/Fuzz/bin/Release/net10.0/PracticeNetSec.Fuzz.dll --artifacts "$RESULTS/fuzz" 2>&1 | tee "$log"
  count_last_line "$log" "${PIPESTATUS[0]}" || echo "The input under way is in $RESULTS/fuzz/current-input.bin" >&2
}

# Against the package as people get it, in the PowerShell that .config/dotnet-tools.json pins.
run_pester() {
  local log=$RESULTS/Pester.log
  rm -f artifacts/PracticeNetSec.*.nupkg
  {
    dotnet tool restore &&
      dotnet run --project src/PracticeNetSec.Packaging -c Release --no-build -- package &&
      dotnet tool run pwsh -- -NoProfile -NonInteractive -File tests/Pester/run.ps1 -Package artifacts/PracticeNetSec.*.nupkg
  } 2>&1 | tee "$log"
  count_last_line "$log" "${PIPESTATUS[0]}"
}

# The Windows build of PowerShell under Wine, with the package that Pester has made.
run_windows() {
  local log=$RESULTS/Windows.log
  bash tests/windows/run.sh --package artifacts/PracticeNetSec.*.nupkg 2>&1 | tee "$log"
  count_last_line "$log" "${PIPESTATUS[0]}"
}

# The lab's targets judged by the Linux and by the Windows build, side by side.
run_verdicts() {
  local log=$RESULTS/Verdicts.log
  if [[ $(uname -s) == Linux && $EUID -eq 0 ]]; then
    PNS_WINDOWS_RESULTS=$PWD/tests/windows/obj/verdicts bash tests/windows/run.sh --package artifacts/PracticeNetSec.*.nupkg --part Verdicts 2>&1 | tee "$log"
    count_last_line "$log" "${PIPESTATUS[0]}"
  else
    unavailable 'The lab needs root on Linux'
  fi
}

# Windows PowerShell runs on .NET Framework; Mono stands in for it. In the lab it also speaks to a router and a server.
run_desktop() {
  local log=$RESULTS/Desktop.log checks=(tests/Desktop/bin/Release/net472/PracticeNetSec.Desktop.exe artifacts/PracticeNetSec samples)
  if ! command -v mono >/dev/null; then
    unavailable 'Mono is not on this machine: the module was not loaded as Windows PowerShell does'
  elif [[ $(uname -s) == Linux && $EUID -eq 0 ]]; then
    bash tests/lab/celle.sh up fault >/dev/null
    bash tests/lab/celle.sh exec internet mono "${checks[@]}" 203.0.113.1 203.0.113.1 2>&1 | tee "$log"
    count_last_line "$log" "${PIPESTATUS[0]}"
    bash tests/lab/celle.sh down
  else
    mono "${checks[@]}" 2>&1 | tee "$log"
    count_last_line "$log" "${PIPESTATUS[0]}"
  fi
}

# Documents are rendered by a real browser, by LibreOffice and by poppler.
run_documents() {
  if { command -v chromium || command -v google-chrome || command -v microsoft-edge; } >/dev/null && command -v soffice >/dev/null && command -v pdftotext >/dev/null; then
    run_dotnet_tests PracticeNetSec.Documents.Tests
  else
    unavailable 'The document tests need chromium, libreoffice-writer and poppler-utils'
  fi
}

# run_lab FILTER: the lab needs root and Linux.
run_lab() {
  if [[ $(uname -s) == Linux && $EUID -eq 0 ]]; then
    run_dotnet_tests PracticeNetSec.Lab.Tests "$1"
    local lab
    for lab in celle igd lines truth many-hosts many-routers peers samba-matrix share-hosts file-services fleet ssh; do
      bash "tests/lab/$lab.sh" down
    done
  else
    unavailable 'The lab needs root on Linux'
  fi
}

# A stage that this machine cannot run is skipped, in CI it has failed.
unavailable() {
  if [[ ${CI:-} == true ]]; then
    broken "$1"
  else
    echo "$1" >&2
    count 0 0 1
  fi
}

# broken REASON: one failure that is no test's; its reason is said where it happens and again at the end.
broken() {
  echo "$1" | tee -a "$RESULTS/broken" >&2
  count 0 1 0
}

# Readers of our documents, Mono, Wine, systemd for its unit files, and promtool for metrics. What the lab needs, its scripts install.
install_programs() {
  [[ $EUID -eq 0 ]] && command -v apt-get >/dev/null || return 0
  local log=$RESULTS/apt.log missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  command -v soffice >/dev/null || missing+=(libreoffice-writer-nogui)
  command -v pdftotext >/dev/null || missing+=(poppler-utils)
  command -v mono >/dev/null || missing+=(mono-devel)
  command -v systemd-analyze >/dev/null || missing+=(systemd)
  command -v promtool >/dev/null || missing+=(prometheus)
  command -v wine >/dev/null || missing+=(wine wine64)
  ((${#missing[@]})) || return 0
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}" fonts-liberation; } >"$log" 2>&1 ||
    echo "${missing[*]} could not be installed, see $log" >&2
}

# count_last_line LOG STATUS: adds the counts in the last line of a log; one that ends without them is one failure.
count_last_line() {
  if [[ $(tail -n 1 "$1") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]]; then
    count_run "$1" "$2" "${BASH_REMATCH[@]:1:3}"
  else
    broken "$1 ended without a count"
    return 1
  fi
}

# count_run NAME STATUS PASSED FAILED SKIPPED: a run that ends with an error although no test failed is a failure itself, and
# so is one in which no test passed.
count_run() {
  count "$3" "$4" "$5"
  if (($2 != 0 && $4 == 0)); then
    broken "$1 ended with exit code $2 although no test failed"
  elif (($3 + $4 == 0)) && [[ ${CI:-} == true || $5 == 0 ]]; then
    broken "$1 ran no test"
  fi
}

count() {
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

# The names of what failed, once more where the output ends: a long log is often read from there.
name_failures() {
  { grep -hE '^ +Failed .+ \[.+\]$' "$RESULTS"/*.log; grep -hE '^((FAILED|FAIL) |[A-Za-z0-9-]+ +FAILED)' "$RESULTS"/*.log; grep -hE '^ *\[-\] ' "$RESULTS/Pester.log"; cat "$RESULTS/broken"; } 2>/dev/null | sed 's/^ */FAILED: /' | sort -u
}

finish() {
  ((failed == 0)) || name_failures
  echo "$passed passed, $failed failed, $skipped skipped, $((SECONDS / 60)) min" >"$RESULTS/summary"
  echo "$passed passed, $failed failed, $skipped skipped"
  exit $((failed > 0))
}

main "$@"
