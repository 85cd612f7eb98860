#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises a real NFS server, for -Service Nfs: see README.md beside this file.
set -euo pipefail

# A folder of its own: the other labs may be up at the same time.
PNS_LAB_DIR=${PNS_FILE_SERVICES_DIR:-/run/practicenetsec-files}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/verbs.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/wire.sh"

readonly NS=pns-files
# Both programs have fixed paths below /run: they get one of their own, laid over the machine's.
readonly OWN_RUN=$RUN/run

usage() {
  cat <<'TEXT'
file-services.sh up [3,4]     rpcbind and NFS-Ganesha (of these NFS versions, files in memory) at 127.0.0.1 of a namespace of their own
file-services.sh exec CMD...  run a command there
file-services.sh down         remove everything
TEXT
}

down() {
  remove_namespace "$NS"
  remove_run_folder
}

up() {
  local versions=${1:-3,4}
  [[ $versions =~ ^[34](,4)?$ ]] || die "up takes the versions 3, 4 or 3,4"
  down
  claim_run_folder
  ensure_server
  add_namespace "$NS"
  mkdir -p "$OWN_RUN/ganesha" "$OWN_RUN/rpcbind" "$RUN/recovery"
  write_configuration "$versions" >"$OWN_RUN/ganesha/ganesha.conf"
  start_server
  wait_until 20 is_up "$versions" || die "the server does not answer; see $LOGS/nfs.log"
  say "NFS is up; ask 127.0.0.1 in namespace $NS"
}

ensure_server() {
  local missing=()
  command -v rpcbind >/dev/null || missing+=(rpcbind)
  command -v ganesha.nfsd >/dev/null || missing+=(nfs-ganesha)
  compgen -G '/usr/lib/*/ganesha/libfsalmem.so' >/dev/null || missing+=(nfs-ganesha-mem)
  ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

# One export for everybody, one for a network. The server shows nobody what is not for him: the network is its own.
write_configuration() {
  cat <<CONF
NFS_CORE_PARAM {
  Protocols = ${1//,/, };
  Enable_NLM = false;
  Enable_RQUOTA = false;
  MNT_Port = 20048;
}
NFSv4 { Grace_Period = 5; Lease_Lifetime = 5; RecoveryRoot = /run/ganesha; }
EXPORT_DEFAULTS { SecType = sys; }
EXPORT {
  Export_Id = 1;
  Path = /roentgen;
  Pseudo = /roentgen;
  Access_Type = RO;
  FSAL { Name = MEM; }
}
EXPORT {
  Export_Id = 2;
  Path = /sicherung;
  Pseudo = /sicherung;
  Access_Type = NONE;
  CLIENT { Clients = 127.0.0.0/8; Access_Type = RW; }
  FSAL { Name = MEM; }
}
CONF
}

start_server() {
  # shellcheck disable=SC2016 # expanded by the shell inside
  in_background "$NS" "$LOGS/nfs.log" unshare --mount bash -c '
    mount --bind "$1" /run || exit 1
    rpcbind -f &
    sleep 0.5
    exec ganesha.nfsd -F -L STDERR -N EVENT -f /run/ganesha/ganesha.conf -p /run/ganesha/ganesha.pid' nfs "$OWN_RUN"
}

# Version 4 has no list of exports to ask for.
is_up() {
  if [[ $1 == 4 ]]; then
    inside "$NS" rpcinfo -t 127.0.0.1 nfs 4 >/dev/null 2>&1
  else
    inside "$NS" showmount --no-headers -e 127.0.0.1 2>/dev/null | grep -q sicherung
  fi
}

run_verb "$NS" "$@"
