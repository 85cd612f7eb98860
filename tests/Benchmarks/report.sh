#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A report with 5,000 findings, HTML and DOCX, beside pandoc or LibreOffice turning the same HTML into DOCX.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

main() {
  local folder
  folder=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder is known now and gone later
  trap "rm -rf '$folder'" EXIT
  dotnet build tests/Benchmarks -c Release -v quiet
  dotnet tests/Benchmarks/bin/Release/net10.0/PracticeNetSec.Benchmarks.dll report "$folder" 5000
  if command -v pandoc >/dev/null; then
    peer pandoc pandoc "$folder/report.html" -o "$folder/peer.docx"
  elif command -v soffice >/dev/null; then
    peer LibreOffice soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to docx:"MS Word 2007 XML" --outdir "$folder/peer" "$folder/report.html"
  else
    echo 'no pandoc and no LibreOffice on this machine: no peer'
  fi
}

peer() {
  local name=$1 from=$EPOCHREALTIME
  shift
  "$@" >/dev/null 2>&1
  awk -v from="$from" -v to="$EPOCHREALTIME" -v name="$name" 'BEGIN { printf "%s, same HTML to docx: seconds %.2f\n", name, to - from }'
}

main
