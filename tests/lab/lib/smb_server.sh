# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# What every Samba server of a namespace needs: an account that exists nowhere else, names from files only.

# The lab's own user, as in lib/samba.sh: the password protects made-up files.
readonly SMB_USER=mfa SMB_PASSWORD=Labor-2019-Celle
# Free on a Debian machine: outside the ranges that adduser and systemd hand out.
readonly SMB_USER_ID=64019
readonly SAMBA_PROGRAMS=/usr/libexec/samba

# `ip netns exec` lays the files of /etc/netns/NAME over those of /etc for the command it starts: Samba's user has a
# Unix account inside the namespace alone, and there is no name server to wait for.
give_names_to() {
  local folder=/etc/netns/$1 file
  mkdir -p "$folder"
  [[ ! -e /etc/nsswitch.conf ]] || printf '%s: files\n' passwd group shadow hosts >"$folder/nsswitch.conf"
  [[ ! -e /etc/resolv.conf ]] || : >"$folder/resolv.conf"
  for file in passwd group; do
    grep -v "^$SMB_USER:" "/etc/$file" >"$folder/$file"
  done
  printf '%s:x:%s:%s:Lab only:/nonexistent:/usr/sbin/nologin\n' "$SMB_USER" "$SMB_USER_ID" "$SMB_USER_ID" >>"$folder/passwd"
  printf '%s:x:%s:\n' "$SMB_USER" "$SMB_USER_ID" >>"$folder/group"
}

# make_account NAMESPACE CONFIGURATION: the user in the passdb that the configuration names.
make_account() {
  printf '%s\n%s\n' "$SMB_PASSWORD" "$SMB_PASSWORD" |
    inside "$1" smbpasswd -c "$2" -s -a "$SMB_USER" >>"$LOGS/smbpasswd.log" 2>&1 ||
    die "Samba did not accept its user; see $LOGS/smbpasswd.log"
}

# start_smbd NAMESPACE CONFIGURATION LOG
start_smbd() {
  # UTF-8 for the umlauts in file names, whatever locale the caller has.
  LC_ALL=C.UTF-8 in_background "$1" "$3" smbd --foreground --no-process-group --configfile="$2"
}

# start_share_list NAMESPACE CONFIGURATION LOG: what answers the question for the list of shares. Left to smbd, it would
# first start every RPC program there is to ask what it can do: a second of processor time for each server.
start_share_list() {
  [[ -x $SAMBA_PROGRAMS/samba-dcerpcd ]] || die "there is no $SAMBA_PROGRAMS/samba-dcerpcd; the lab needs Debian's samba 4.16 or later"
  in_background "$1" "$3" "$SAMBA_PROGRAMS/samba-dcerpcd" --foreground --no-process-group --configfile="$2" \
    "$SAMBA_PROGRAMS/rpcd_classic" "$SAMBA_PROGRAMS/rpcd_winreg"
}

# end_servers NAMESPACE: nothing of theirs is kept, so they need no time to put it in order.
end_servers() {
  local pids
  pids=$(ip netns pids "$1" 2>/dev/null) || return 0
  # One may have gone by itself since the list was made.
  # shellcheck disable=SC2086
  [[ -z $pids ]] || kill -s KILL $pids 2>/dev/null || true
}
