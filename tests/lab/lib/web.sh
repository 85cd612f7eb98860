# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Small web servers: the router's status page, the practice's appointment page, the Konnektor.

make_certificate() {
  local folder=$RUN/$1
  mkdir -p "$folder"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj "/CN=$2" \
    -keyout "$folder/key.pem" -out "$folder/cert.pem" >>"$LOGS/openssl.log" 2>&1 ||
    die "no certificate for $1; see $LOGS/openssl.log"
}

# serve NAME NAMESPACE ADDRESS:PORT[/tls]...: the pages of $RUN/NAME/www.
serve() {
  local name=$1 namespace=$2
  in_background "$namespace" "$LOGS/web-$name.log" \
    "$PYTHON" "$LAB_HOME/lib/web.py" "$RUN/$name/www" "$RUN/$name" "${@:3}"
}

# What was meant to be reachable from outside, and nothing else.
start_appointment_page() {
  mkdir -p "$RUN/appointments/www"
  make_certificate appointments termine.praxis-celle.example
  cat >"$RUN/appointments/www/index.html" <<'HTML'
<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Online-Terminvergabe</title></head>
<body><h1>Online-Terminvergabe</h1><p>Erfundene Praxis des Labors.</p></body></html>
HTML
  serve appointments "$NS_PRACTICE" "$SERVER:80" "$SERVER:443/tls" "$SERVER:8443/tls"
}

start_konnektor() {
  mkdir -p "$RUN/konnektor/www"
  make_certificate konnektor konnektor.praxis-celle.example
  cp "$LAB_HOME/lib/connector.sds" "$RUN/konnektor/www/connector.sds"
  serve konnektor "$NS_KONNEKTOR" "$KONNEKTOR:80" "$KONNEKTOR:443/tls"
}
