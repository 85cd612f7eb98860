# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Installs what is missing, from Debian only.

# command:package. Python serves the web pages and the SNMP table because Debian's samba depends
# on it anyway: no web server has to be installed that would then start on the machine itself.
readonly NEEDED=(ip:iproute2 nft:nftables sysctl:procps /usr/bin/python3:python3 openssl:openssl curl:curl
  smbd:samba smbclient:smbclient rsync:rsync snmpd:snmpd snmpwalk:snmp nmap:nmap)

missing_packages() {
  local entry
  for entry in "${NEEDED[@]}"; do
    command -v "${entry%%:*}" >/dev/null || printf '%s\n' "${entry##*:}"
  done
  # Debian 12 keeps the audit module in a package of its own, later ones inside samba: ask for it
  # only when samba is there and the module is not.
  if command -v smbd >/dev/null && ! compgen -G '/usr/lib/*/samba/vfs/full_audit.so' >/dev/null; then
    printf 'samba-vfs-modules\n'
  fi
}

ensure_packages() {
  local round
  local -a missing
  for round in first second; do
    mapfile -t missing < <(missing_packages)
    ((${#missing[@]})) || return 0
    command -v apt-get >/dev/null || die "missing, and no apt-get to install it: ${missing[*]}"
    say "installing ${missing[*]} ($round round)"
    install_packages "${missing[@]}"
  done
  mapfile -t missing < <(missing_packages)
  ((${#missing[@]} == 0)) || die "still missing after installation: ${missing[*]}; see $LOGS/apt.log"
}

# One installation at a time: descriptor 8 holds the lock.
install_packages() {
  exec 8>/run/lock/practicenetsec-packages.lock
  flock --wait 900 8 || die "another installation has been running for 15 minutes"
  local guard=/usr/sbin/policy-rc.d guarded=
  # Debian starts a daemon once it is installed. A file server and an SNMP agent must not run on
  # the machine itself because someone wanted a lab (policy-rc.d is Debian's own switch for that).
  if [[ ! -e $guard ]]; then
    printf '#!/bin/sh\nexit 101\n' >"$guard"
    chmod 755 "$guard"
    guarded=yes
  fi
  local failed=
  {
    apt-get update &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
  } >>"$LOGS/apt.log" 2>&1 </dev/null || failed=yes
  [[ -z $guarded ]] || rm -f "$guard"
  [[ -z $failed ]] || {
    tail -n 5 "$LOGS/apt.log" >&2
    die "apt-get could not install $*; see $LOGS/apt.log"
  }
  keep_services_off "$@"
  exec 8>&-
}

# ... and not after the next boot either. Services that were there before stay as they were.
keep_services_off() {
  local package unit
  [[ -d /run/systemd/system ]] || return 0
  for package in "$@"; do
    case $package in
      samba) unit='smbd nmbd samba-ad-dc' ;;
      snmpd) unit=snmpd ;;
      openssh-server) unit=ssh ;;
      vsftpd | tinyproxy | haproxy | lighttpd) unit=$package ;;
      *) continue ;;
    esac
    # shellcheck disable=SC2086
    systemctl disable --now $unit >>"$LOGS/apt.log" 2>&1 || say "could not disable $unit; see $LOGS/apt.log"
  done
}
