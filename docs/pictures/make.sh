#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The README's picture: the top of the report that the sample makes. Needs Chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
dotnet tool exec --yes PowerShell -- -NoProfile -File build.ps1 -Task Demo
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
  --disable-sync --user-data-dir="$profile" --hide-scrollbars --window-size=1000,1160 --screenshot="$PWD/docs/pictures/report.png" "file://$PWD/out/celle-fault-internal.html"
