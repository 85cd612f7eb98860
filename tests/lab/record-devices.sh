#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Records lib/recorded.txt again: what real servers of Debian, set up as on devices of a practice, answer to a connection,
# a GET or a Remote Desktop request. devices.sh replays it.
set -euo pipefail

PNS_LAB_DIR=${PNS_RECORD_DIR:-/run/practicenetsec-record}
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$LAB_HOME/lib/packages.sh"
source "$LAB_HOME/lib/wire.sh"

readonly NS=pns-record
readonly RECORDED=$LAB_HOME/lib/recorded.txt
readonly SERVERS=(nginx:nginx-light lighttpd:lighttpd apache2:apache2-bin proftpd:proftpd-core sshd:openssh-server dropbear:dropbear-bin
  xrdp:xrdp mariadbd:mariadb-server-core telnetd:inetutils-telnetd cupsd:cups-daemon)
# X.224 Connection Request with RDP_NEG_REQ for TLS and CredSSP (MS-RDPBCGR section 2.2.1.1).
readonly CONNECTION_REQUEST=030000130ee000000000000100080003000000
# One process a connection, its input and output the socket.
readonly INETD='
import socket, subprocess, sys
listener = socket.create_server((sys.argv[1], int(sys.argv[2])))
while True:
    connection, _ = listener.accept()
    subprocess.Popen(sys.argv[3:], stdin=connection, stdout=connection, stderr=subprocess.DEVNULL)
    connection.close()'

ensure_servers() {
  local server
  for server in "${SERVERS[@]}"; do
    command -v "${server%%:*}" >/dev/null || install_packages "${server##*:}"
  done
}

# start NAME COMMAND...: NAME is that of its log.
start() { in_background "$NS" "$LOGS/$1.log" "${@:2}"; }

# configuration NAME: standard input becomes a file, whose path is in $CONFIGURATION.
configuration() {
  CONFIGURATION=$RUN/$1.conf
  cat >"$CONFIGURATION"
}

start_web_servers() {
  mkdir -p "$RUN/www/scan"
  printf '<html><head><title>Praxisnetz</title></head><body>Erfundene Seite des Labors.</body></html>\n' >"$RUN/www/start.html"
  configuration nginx <<CONF
worker_processes 1;
daemon off;
pid $RUN/nginx.pid;
error_log $LOGS/nginx.log;
events {}
http {
  access_log off;
  types { text/html html; }
  server { listen 127.0.0.1:80; root $RUN/www; index start.html; }
  server { listen 127.0.0.1:8080; location / { return 301 /start.html; } location /start.html { root $RUN/www; } }
}
CONF
  start nginx nginx -c "$CONFIGURATION"
  configuration lighttpd <<CONF
server.modules = ("mod_auth", "mod_authn_file")
server.document-root = "$RUN/www"
server.bind = "127.0.0.2"
server.port = 80
auth.backend = "plain"
auth.backend.plain.userfile = "/dev/null"
auth.require = ("/" => ("method" => "basic", "realm" => "Router", "require" => "valid-user"))
CONF
  start lighttpd lighttpd -D -f "$CONFIGURATION"
  configuration apache <<CONF
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
LoadModule autoindex_module /usr/lib/apache2/modules/mod_autoindex.so
ServerName nas.praxis.example
Listen 127.0.0.3:80
PidFile $RUN/apache.pid
User nobody
Group nogroup
ErrorLog $LOGS/apache.log
DocumentRoot $RUN/www
<Directory $RUN/www>
  Options Indexes
</Directory>
CONF
  start apache apache2 -X -f "$CONFIGURATION"
}

start_terminal_servers() {
  mkdir -p /run/sshd
  ssh-keygen -q -t ed25519 -N '' -f "$RUN/key"
  start sshd "$(command -v sshd)" -D -e -f /dev/null -h "$RUN/key" -o ListenAddress=127.0.0.1:22 -o PidFile=none
  dropbearkey -t ed25519 -f "$RUN/dropbear" >>"$LOGS/dropbear.log" 2>&1
  start dropbear dropbear -F -E -r "$RUN/dropbear" -p 127.0.0.2:22 -P "$RUN/dropbear.pid"
  start telnetd "$PYTHON" -c "$INETD" 127.0.0.2 23 "$(command -v telnetd)"
  configuration xrdp <<CONF
[Globals]
port=tcp://127.0.0.4:3389
security_layer=rdp
[Logging]
LogFile=$LOGS/xrdp.log
EnableSyslog=false
CONF
  start xrdp xrdp --nodaemon --config "$CONFIGURATION"
}

start_data_servers() {
  configuration proftpd <<CONF
ServerName nas
ServerType standalone
DefaultAddress 127.0.0.3
Port 21
User nobody
Group nogroup
PidFile $RUN/proftpd.pid
ScoreboardFile $RUN/proftpd.scores
SystemLog $LOGS/proftpd.log
CONF
  start proftpd proftpd -n -c "$CONFIGURATION"
  mkdir -p "$RUN/mysql" && chown nobody "$RUN/mysql"
  start mariadb mariadbd --no-defaults --user=nobody --datadir="$RUN/mysql" --skip-grant-tables --bind-address=127.0.0.4 --socket="$RUN/mysql/socket" --pid-file="$RUN/mysql/pid"
  configuration cups-files <<CONF
ServerRoot $RUN
RequestRoot $RUN/spool
StateDir $RUN/state
CacheDir $RUN/cache
TempDir $RUN/spool
AccessLog $LOGS/cups-access.log
ErrorLog $LOGS/cups.log
PageLog $LOGS/cups-page.log
CONF
  mkdir -p "$RUN"/{spool,state,cache}
  configuration cups <<CONF
Listen 127.0.0.5:80
ServerAlias *
Browsing No
<Location />
  Order allow,deny
  Allow all
</Location>
CONF
  start cups cupsd -f -c "$CONFIGURATION" -s "$RUN/cups-files.conf"
}

listens() { inside "$NS" "$PYTHON" -c 'import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 1)' "$1" "$2" 2>/dev/null; }

record() {
  wait_until 20 listens "$1" "$2" || die "$1:$2 does not listen; see $LOGS"
  inside "$NS" "$PYTHON" "$LAB_HOME/lib/record.py" "$@"
}

write_recording() {
  local server package
  echo "# What real servers answered, recorded by record-devices.sh; the format is that of devices.txt. Debian $(cat /etc/debian_version):"
  for server in "${SERVERS[@]}"; do
    package=${server##*:}
    echo "# $package $(dpkg-query -W -f '${Version}' "$package")"
  done
  printf '[%s]\n' web-server
  record 127.0.0.1 22 greet
  record 127.0.0.1 80 http / /login /cgi-bin/status.xml /connector.sds
  record 127.0.0.1 8080 http / /start.html
  printf '[%s]\n' router-with-login
  record 127.0.0.2 22 greet
  record 127.0.0.2 23 greet
  record 127.0.0.2 80 http / /cgi-bin/status.xml
  printf '[%s]\n' network-storage
  record 127.0.0.3 21 greet
  record 127.0.0.3 80 http /
  printf '[%s]\n' terminal-server
  record 127.0.0.4 3306 greet
  record 127.0.0.4 3389 reply "$CONNECTION_REQUEST"
  printf '[%s]\n' printer
  record 127.0.0.5 80 http /
}

main() {
  require_linux_root
  take_lock
  remove_namespace "$NS"
  remove_run_folder
  claim_run_folder
  ensure_servers
  add_namespace "$NS"
  start_web_servers
  start_terminal_servers
  start_data_servers
  write_recording >"$RUN/recorded.txt"
  mv "$RUN/recorded.txt" "$RECORDED"
  remove_namespace "$NS"
  remove_run_folder
  say "$RECORDED holds $(grep -c '^[0-9]' "$RECORDED") answers"
}

main "$@"
