#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Raises a real NFS server, for -Service Nfs, or real rsync and FTP daemons, for -Service Rsync and FtpAnonymous: see README.md beside this file.
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
file-services.sh daemons      rsyncd with open, protected, forbidden and unlisted modules, and vsftpd with an anonymous login, at the same address; at 127.0.0.2 one that wants TLS first
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

verb_daemons() {
  take_lock
  down
  claim_run_folder
  command -v vsftpd >/dev/null || install_packages vsftpd
  add_namespace "$NS"
  mkdir -p "$RUN"/rsync/{offen,gesperrt,verboten,verborgen} "$RUN/ftp/befunde" "$RUN/empty"
  printf 'Befund\n' | tee "$RUN"/rsync/{offen,gesperrt,verboten,verborgen}/befund.txt >"$RUN/ftp/brief.txt"
  chmod -R go+rX "$RUN/rsync" "$RUN/ftp"
  printf 'arzt:Nirgends-9\n' >"$RUN/rsync.secrets"
  chmod 600 "$RUN/rsync.secrets"
  printf 'Willkommen\n\n' >"$RUN/motd"
  write_rsync_configuration >"$RUN/rsyncd.conf"
  write_ftp_configuration 127.0.0.1 >"$RUN/vsftpd.conf"
  write_ftp_configuration 127.0.0.2 tls >"$RUN/vsftpd-tls.conf"
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=praxis -keyout "$RUN/ftp.key" -out "$RUN/ftp.crt" 2>"$LOGS/openssl.log"
  in_background "$NS" "$LOGS/rsync.log" rsync --daemon --no-detach --config "$RUN/rsyncd.conf" --log-file /dev/stderr
  in_background "$NS" "$LOGS/ftp.log" vsftpd "$RUN/vsftpd.conf"
  in_background "$NS" "$LOGS/ftp-tls.log" vsftpd "$RUN/vsftpd-tls.conf"
  wait_until 20 inside "$NS" rsync rsync://127.0.0.1/ >/dev/null || die "rsyncd does not answer; see $LOGS/rsync.log"
  wait_until 20 inside "$NS" curl -sf ftp://127.0.0.1/ >/dev/null || die "vsftpd does not answer; see $LOGS/ftp.log"
  wait_until 20 inside "$NS" curl -sfk --ssl-reqd ftp://127.0.0.2/ >/dev/null || die "vsftpd with TLS does not answer; see $LOGS/ftp-tls.log"
  say "rsync and FTP are up; ask 127.0.0.1 in namespace $NS"
}

write_rsync_configuration() {
  cat <<CONF
motd file = $RUN/motd
use chroot = no
uid = nobody
gid = nogroup
[offen]
path = $RUN/rsync/offen
pre-xfer exec = /bin/touch $RUN/rsync/verborgen/command-ran
[gesperrt]
path = $RUN/rsync/gesperrt
auth users = arzt
secrets file = $RUN/rsync.secrets
[verboten]
path = $RUN/rsync/verboten
hosts deny = *
[verborgen]
path = $RUN/rsync/verborgen
list = no
CONF
}

# write_ftp_configuration ADDRESS [tls]: with tls, every login without it is refused.
write_ftp_configuration() {
  cat <<CONF
listen=YES
listen_address=$1
background=NO
anonymous_enable=YES
local_enable=NO
anon_root=$RUN/ftp
secure_chroot_dir=$RUN/empty
seccomp_sandbox=NO
CONF
  [[ ${2:-} == tls ]] || return 0
  cat <<CONF
ssl_enable=YES
allow_anon_ssl=YES
force_anon_logins_ssl=YES
force_anon_data_ssl=NO
require_ssl_reuse=NO
rsa_cert_file=$RUN/ftp.crt
rsa_private_key_file=$RUN/ftp.key
CONF
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
