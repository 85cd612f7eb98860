# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# The router's faces: SNMP by Net-SNMP's own agent, status.xml by a small web server.

# Invented for the lab.
readonly ROUTER_SERIAL=LABCELLE2019001
readonly ROUTER_NAME=praxis-celle
# [certain] for the sister device be.IP plus ("BE20" in ASCII); for the Digitalisierungsbox itself
# only the prefix 1.3.6.1.4.1.272.4 can be expected.
readonly ROUTER_OBJECT_ID=.1.3.6.1.4.1.272.4.201.66.69.50.48.0.0
readonly ROUTER_MODEL='Digitalisierungsbox Premium'

start_router() {
  local www=$RUN/router/www
  mkdir -p "$www/cgi-bin" "$RUN/router/snmp"
  make_certificate router "$ROUTER_NAME"
  printf '<html><head><title>Anmeldung</title><script>Env.setAppName("%s");</script></head><body title="%s"></body></html>\n' \
    "$ROUTER_MODEL" "$ROUTER_MODEL" >"$www/index.html"
  serve router "$NS_ROUTER" 0.0.0.0:80 0.0.0.0:443/tls 0.0.0.0:4443/tls
  start_agent bintec
}

write_status_page() {
  local page=$RUN/router/www/cgi-bin/status.xml
  cat >"$page.new" <<XML
<?xml version="1.0" encoding="UTF-8"?>
<status>
  <sysName>$ROUTER_NAME</sysName>
  <sysDescr>$ROUTER_MODEL</sysDescr>
  <firmware>$(stage_firmware "$1")</firmware>
  <serial>$ROUTER_SERIAL</serial>
</status>
XML
  mv "$page.new" "$page"
}

# The agent's table reader notices the new file by itself.
install_snmp_table() { mv "$RUN/router/snmp/$1.new" "$RUN/router/snmp/$1"; }

# The same forwards twice: as this device lists them, and as NAT-MIB does (see agent.sh).
write_snmp_table() {
  local folder=$RUN/router/snmp
  {
    device_objects "$1"
    interface_rows
    session_rows "$1"
    stage_forwards "$1" | preset_rows
  } >"$folder/table.new"
  stage_forwards "$1" | map_rows >"$folder/nat-table.new"
  install_snmp_table table
  install_snmp_table nat-table
}

# Lines of the table file are: OID|type|value, types as pass_persist names them (snmpd.conf(5)).
readonly E=.1.3.6.1.4.1.272.4

device_objects() {
  printf '%s\n' \
    "$E.1.17.1.3.0.0.0|string|V.1.0" \
    "$E.1.17.1.5.0.0.0|string|$ROUTER_MODEL" \
    "$E.1.17.1.8.0.0.0|string|$ROUTER_SERIAL" \
    "$E.1.26.0|string|V.$(stage_firmware "$1")" \
    "$E.1.31.0|string|$ROUTER_SERIAL"
}

# Invented indices of the device's kind.
readonly LAN_INDEX=1000 WAN_INDEX=2000

# interface_rows [LAN WAN]: ipExtIfTable, LAN without NAT (off 1), WAN with (on 2).
interface_rows() {
  local lan=${1:-$LAN_INDEX} wan=${2:-$WAN_INDEX}
  printf '%s\n' \
    "$E.5.3.1.1.$lan.0|integer|$lan" "$E.5.3.1.6.$lan.0|integer|1" \
    "$E.5.3.1.1.$wan.1|integer|$wan" "$E.5.3.1.6.$wan.1|integer|2"
}

# ipNatTable: in stage `fault` a stranger (198.51.100.23, documentation range) is at the file share.
# Column 13 (State) is left out: its values are not known to us.
session_rows() {
  [[ $1 == fault ]] || return 0
  local row=$WAN_INDEX.6.$SERVER.445.0 column=0 cell
  for cell in "integer|$WAN_INDEX" 'integer|6' "ipaddress|$SERVER" 'integer|445' "ipaddress|$WAN" \
    'integer|445' 'ipaddress|198.51.100.23' 'integer|51544' 'integer|1' 'timeticks|73210'; do
    printf '%s\n' "$E.5.5.1.$((++column)).$row|$cell"
  done
}

# ipNatPresetTable, all 13 columns. The last number of a row is the agent's row counter, after the
# INDEX values IfIndex (0 = all NAT interfaces), Protocol, ExtPort.
preset_rows() {
  local counter=0 start end inside_port text host row column cell
  while IFS='|' read -r start end inside_port text host; do
    row=0.6.$start.$((counter++)) column=0
    for cell in 'integer|0' 'integer|6' 'ipaddress|0.0.0.0' 'ipaddress|0.0.0.0' 'ipaddress|0.0.0.0' \
      'ipaddress|0.0.0.0' "integer|$start" "integer|$end" "ipaddress|${host:-$SERVER}" "integer|$inside_port" \
      'ipaddress|255.255.255.255' 'integer|-1' "string|$text"; do
      printf '%s\n' "$E.5.6.1.$((++column)).$row|$cell"
    done
  done
}

# For benchmarks: the device of stage `fault` with ROWS forwards of one port each.
write_long_table() {
  local rows=$1
  {
    device_objects "$(current_stage)"
    interface_rows
    seq 20000 "$((19999 + rows))" | awk '{ print $1 "|-1|" $1 "|Weiterleitung " NR }' | preset_rows
  } >"$RUN/router/snmp/table.new"
  install_snmp_table table
}
