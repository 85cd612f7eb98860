#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Starts an SSH server with PowerShell as its subsystem, for PowerShell remoting: see README.md beside this file.
set -euo pipefail

# A folder of its own: the other labs may be up at the same time.
PNS_LAB_DIR=${PNS_SSH_DIR:-/run/practicenetsec-ssh}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/wire.sh"

readonly NS=pns-ssh
readonly KEY=$RUN/user-key

usage() {
  cat <<'TEXT'
ssh.sh up MODULEPATH PWSH...  sshd at 127.0.0.1 port 22 of a namespace of its own; PWSH... starts PowerShell, MODULEPATH becomes its PSModulePath
ssh.sh key                    print the path of the private key that logs on
ssh.sh exec CMD...            run a command there
ssh.sh down                   remove everything
TEXT
}

down() {
  remove_namespace "$NS"
  remove_run_folder
}

up() {
  (($# >= 2)) || die "up needs the module path and the words that start PowerShell"
  down
  claim_run_folder
  command -v sshd >/dev/null && command -v ssh >/dev/null || install_packages openssh-server openssh-client
  add_namespace "$NS"
  ssh-keygen -q -t ed25519 -N '' -f "$RUN/host-key"
  ssh-keygen -q -t ed25519 -N '' -f "$KEY"
  write_subsystem "$@"
  write_configuration >"$RUN/sshd_config"
  # sshd wants this folder for its unprivileged half; Debian makes it when the service starts.
  mkdir -p /run/sshd
  in_background "$NS" "$LOGS/sshd.log" /usr/sbin/sshd -D -e -f "$RUN/sshd_config"
  wait_until 10 answers || die "sshd does not answer; see $LOGS/sshd.log"
  say "sshd is up at 127.0.0.1 of namespace $NS"
}

# The remote end inherits nothing of the caller's environment, so its environment is written into the start script.
write_subsystem() {
  {
    printf '#!/bin/bash\nexport POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off PATH=%q PSModulePath=%q\n' "$PATH" "$1"
    printf 'exec'
    printf ' %q' "${@:2}"
    printf ' -sshs -NoLogo -NoProfile\n'
  } >"$RUN/pwsh-subsystem"
  chmod 755 "$RUN/pwsh-subsystem"
}

# Keys only, and only the one made here. StrictModes would refuse a key below /run.
write_configuration() {
  cat <<CONF
ListenAddress 127.0.0.1
Port 22
HostKey $RUN/host-key
AuthorizedKeysFile $KEY.pub
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
PidFile none
MaxStartups 50
MaxSessions 50
Subsystem powershell $RUN/pwsh-subsystem
CONF
}

answers() { inside "$NS" ssh-keyscan -T 2 127.0.0.1 2>/dev/null | grep -q ed25519; }

verb_key() { printf '%s\n' "$KEY"; }

run_verb "$NS" "$@"
