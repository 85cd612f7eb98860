# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# The practice's file server: Debian's smbd with the shares as they lay open in Celle.

readonly SHARES=$RUN/shares
readonly AUDIT_LOG=$LOGS/samba-audit.log
# A user of the lab's own smbd, known nowhere else; the password protects made-up file names.
readonly SMB_USER=mfa SMB_PASSWORD=Labor-2019-Celle
# Free on a Debian machine: outside the ranges that adduser and systemd hand out.
readonly SMB_USER_ID=64019

start_samba() {
  local folder=$RUN/samba
  mkdir -p "$folder"/{private,lock,state,cache,run,ncalrpc}
  chmod 700 "$folder/private"
  add_practice_user
  fill_shares
  write_samba_configuration "$folder"
  : >"$AUDIT_LOG"
  printf '%s\n%s\n' "$SMB_PASSWORD" "$SMB_PASSWORD" |
    inside "$NS_PRACTICE" smbpasswd -c "$folder/smb.conf" -s -a "$SMB_USER" >>"$LOGS/smbd.log" 2>&1 ||
    die "Samba did not accept its user; see $LOGS/smbd.log"
  # UTF-8 for the umlauts in file names, whatever locale the caller has.
  LC_ALL=C.UTF-8 in_background "$NS_PRACTICE" "$LOGS/smbd.log" \
    smbd --foreground --no-process-group --configfile="$folder/smb.conf"
}

# Samba wants a Unix account behind each of its own. This one is written into the copies of passwd
# and group that only processes of the practice see (separate_names): the machine's stay untouched.
add_practice_user() {
  local folder=/etc/netns/$NS_PRACTICE
  {
    grep -v "^$SMB_USER:" /etc/passwd
    printf '%s:x:%s:%s:Lab only:/nonexistent:/usr/sbin/nologin\n' "$SMB_USER" "$SMB_USER_ID" "$SMB_USER_ID"
  } >"$folder/passwd"
  {
    grep -v "^$SMB_USER:" /etc/group
    printf '%s:x:%s:\n' "$SMB_USER" "$SMB_USER_ID"
  } >"$folder/group"
}

fill_shares() {
  mkdir -p "$SHARES"
  "$PYTHON" "$LAB_HOME/lib/fill_shares.py" "$LAB_HOME/lib/shares.txt" "$SHARES"
  # Rights by the file system too, not by smb.conf alone. chown changes no modification time.
  chown -R nobody:nogroup "$SHARES/daten"
  chown -R root:root "$SHARES/befunde"
  chown -R "$SMB_USER_ID:$SMB_USER_ID" "$SHARES/verwaltung"
  chmod 750 "$SHARES/verwaltung"
}

write_samba_configuration() {
  cat >"$1/smb.conf" <<CONF
[global]
  workgroup = PRAXIS
  netbios name = PRAXIS-SERVER
  server string = Praxisserver
  server role = standalone server
  interfaces = $SERVER/24
  bind interfaces only = yes
  smb ports = 445 139
  # SMB1 off: what nmap's smb-enum-shares would need.
  server min protocol = SMB2_02
  # The two settings that opened Celle: unknown users become guests, and guests are welcome below.
  map to guest = Bad User
  guest account = nobody
  restrict anonymous = 0
  passdb backend = tdbsam
  private dir = $1/private
  lock directory = $1/lock
  state directory = $1/state
  cache directory = $1/cache
  pid directory = $1/run
  ncalrpc dir = $1/ncalrpc
  disable spoolss = yes
  load printers = no
  printing = bsd
  printcap name = /dev/null
  usershare max shares = 0
  dns proxy = no
  log file = $LOGS/smbd.log
  max log size = 0
  debug prefix timestamp = yes
  # Every operation, except those that only walk a listing, goes to a file of its own: a test
  # can prove from it that nothing was written, created or opened for data.
  log level = 1 full_audit:1@$AUDIT_LOG
  vfs objects = full_audit
  full_audit:prefix = %u|%I|%S
  full_audit:success = all !readdir !telldir !rewinddir
  full_audit:failure = all
  full_audit:syslog = false

[daten]
  comment = Praxisdaten
  path = $SHARES/daten
  guest ok = yes
  read only = no

[befunde]
  comment = Befunde und Bilder
  path = $SHARES/befunde
  guest ok = yes
  read only = yes

[verwaltung]
  comment = Verwaltung
  path = $SHARES/verwaltung
  valid users = $SMB_USER
  read only = no
CONF
}
