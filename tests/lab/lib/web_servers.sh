# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Real web servers at the ports that truth_cases.py names: pages, lists of files, files over WebDAV, over TLS and without. Used by truth.sh.

readonly WEB_PORTS=(8000 8001 8002 8003 8004 8005 8006 8007 8008 8009 8010)

ensure_web_servers() {
  local entry missing=()
  for entry in lighttpd:lighttpd nginx:nginx-light mini_httpd:mini-httpd caddy:caddy; do
    command -v "${entry%%:*}" >/dev/null || missing+=("${entry##*:}")
  done
  compgen -G '/usr/lib/lighttpd/mod_webdav.so' >/dev/null || missing+=(lighttpd-mod-webdav)
  ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

# start_web NAMESPACE FOLDER: FOLDER/data is what lists show, FOLDER/www has a page.
start_web() {
  local namespace=$1 folder=$2
  mkdir -p "$folder/www" "$folder/data/scans" "$folder/certificates"
  printf '<!DOCTYPE html><title>Praxis</title><p>Sprechstunden</p>\n' >"$folder/www/index.html"
  : >"$folder/data/brief.pdf"
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=praxis.example -keyout "$folder/certificates/key.pem" -out "$folder/certificates/cert.pem" 2>>"$LOGS/openssl.log"
  in_background "$namespace" "$LOGS/http.log" "$PYTHON" -m http.server 8000 --bind :: --directory "$folder/www"
  in_background "$namespace" "$LOGS/listing.log" "$PYTHON" -m http.server 8001 --directory "$folder/data"
  start_lighttpd "$namespace" "$folder"
  start_nginx "$namespace" "$folder"
  in_background "$namespace" "$LOGS/caddy.log" env HOME="$folder" XDG_DATA_HOME="$folder/caddy" caddy file-server --browse --listen :8008 --root "$folder/data"
  in_background "$namespace" "$LOGS/mini_httpd.log" mini_httpd -D -p 8009 -d "$folder/data" -u root -i "$folder/mini_httpd.pid"
  wait_until 30 web_servers_listen "$namespace" || die "a web server did not start; see $LOGS"
}

web_servers_listen() {
  local port
  for port in "${WEB_PORTS[@]}"; do
    inside "$1" ss -Hltn "sport = :$port" | grep -q . || return 1
  done
}

# Files that may be read, and a page beside files that may be listed with a password alone: both send the DAV field.
start_lighttpd() {
  local namespace=$1 folder=$2
  cat >"$folder/webdav.conf" <<CONF
server.modules = ("mod_webdav")
server.port = 8002
server.document-root = "$folder/data"
webdav.activate = "enable"
webdav.is-readonly = "enable"
CONF
  printf 'praxis:geheim\n' >"$folder/users"
  cat >"$folder/webdav-login.conf" <<CONF
server.modules = ("mod_auth", "mod_authn_file", "mod_webdav")
server.port = 8007
server.document-root = "$folder/www"
index-file.names = ("index.html")
webdav.activate = "enable"
webdav.is-readonly = "enable"
auth.backend = "plain"
auth.backend.plain.userfile = "$folder/users"
\$HTTP["request-method"] == "PROPFIND" {
  auth.require = ("/" => ("method" => "basic", "realm" => "Praxis", "require" => "valid-user"))
}
CONF
  in_background "$namespace" "$LOGS/webdav.log" lighttpd -D -f "$folder/webdav.conf"
  in_background "$namespace" "$LOGS/webdav-login.log" lighttpd -D -f "$folder/webdav-login.conf"
}

# A page and a list over TLS, a site that only its name leads to, a list over a version of TLS that clients no longer speak, and a
# list behind a redirect.
start_nginx() {
  local namespace=$1 folder=$2
  cat >"$folder/nginx.conf" <<CONF
daemon off;
user root;
pid $folder/nginx.pid;
error_log $LOGS/nginx.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path $folder/nginx-body;
  proxy_temp_path $folder/nginx-proxy;
  fastcgi_temp_path $folder/nginx-fastcgi;
  uwsgi_temp_path $folder/nginx-uwsgi;
  scgi_temp_path $folder/nginx-scgi;
  ssl_certificate $folder/certificates/cert.pem;
  ssl_certificate_key $folder/certificates/key.pem;
  types { text/html html; }
  server { listen 8003 ssl; listen [::]:8003 ssl; root $folder/www; }
  server { listen 8004 ssl; root $folder/data; autoindex on; }
  server { listen 8005 ssl default_server; ssl_reject_handshake on; }
  server { listen 8005 ssl; server_name praxis.example; root $folder/data; autoindex on; }
  server { listen 8006 ssl; ssl_protocols TLSv1; ssl_ciphers ALL:@SECLEVEL=0; root $folder/data; autoindex on; }
  server {
    listen 8010;
    location = / { return 302 /files/; }
    location /files/ { alias $folder/data/; autoindex on; }
  }
}
CONF
  in_background "$namespace" "$LOGS/nginx.out" nginx -c "$folder/nginx.conf"
}
