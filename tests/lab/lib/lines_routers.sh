# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# What the routers of lines.sh let through, and what they report about it.

# Routers that answer the Internet on 443: where nothing answers at all, silence proves nothing.
readonly WITH_PAGE='first dual v6only'
readonly WITH_AGENT='a b first second b4 dual'

start_routers() {
  filter_provider
  filter_router a forward
  filter_router b forward
  switch_cascade both
  filter_aftr
  printf 'off\n' >"$RUN/opening"
  change translation on
  filter_v6only
  start_pages
  start_lines_agents
}

# The provider forwards 445 to customer b alone.
filter_provider() {
  at provider nft -f - <<'RULES'
table ip provider
delete table ip provider
table ip provider {
  chain prerouting {
    type nat hook prerouting priority dstnat
    iifname "wan" ip daddr 203.0.113.40 tcp dport 445 dnat to 100.64.7.10
  }
  chain postrouting {
    type nat hook postrouting priority srcnat
    oifname "wan" masquerade
  }
  chain input {
    type filter hook input priority filter; policy drop
    ct state established,related accept
  }
  chain forward {
    type filter hook forward priority filter; policy drop
    ct state established,related accept
    ct status dnat accept
    iifname "inside" oifname "wan" accept
  }
}
RULES
}

# filter_router PLACE forward|none [HOST]: a router with NAT; 445 leads to HOST, by default the machine of its LAN.
filter_router() {
  local forward=
  [[ $2 == none ]] || forward="iifname \"wan\" tcp dport 445 dnat to ${3:-$SERVER}"
  at "$1" nft -f - <<RULES
table ip router
delete table ip router
table ip router {
  chain prerouting {
    type nat hook prerouting priority dstnat
    $forward
  }
  chain postrouting {
    type nat hook postrouting priority srcnat
    oifname "wan" masquerade
  }
  chain input {
    type filter hook input priority filter; policy drop
    ct state established,related accept
    iifname { "lo", "lan" } accept
    iifname "wan" tcp dport 443 accept
  }
  chain forward {
    type filter hook forward priority filter; policy drop
    ct state established,related accept
    ct status dnat accept
    iifname "lan" oifname "wan" accept
  }
}
RULES
}

is_cascade() { [[ ${1:-} == both || ${1:-} == first || ${1:-} == second || ${1:-} == none ]]; }

# switch_cascade both|first|second|none: which of the two forwards 445.
switch_cascade() {
  local outer=none inner=none
  [[ $1 != both && $1 != first ]] || outer=forward
  [[ $1 != both && $1 != second ]] || inner=forward
  filter_router first "$outer" 192.168.100.2
  filter_router second "$inner"
  write_forwards first "$outer" 192.168.100.2
  write_forwards second "$inner"
}

filter_aftr() {
  at aftr nft -f - <<RULES
table ip aftr {
  chain postrouting {
    type nat hook postrouting priority srcnat
    oifname "wan" masquerade
  }
  chain forward {
    type filter hook forward priority filter; policy drop
    ct state established,related accept
    iifname "$TUNNEL" oifname "wan" accept
  }
}
table inet aftr {
  chain input {
    type filter hook input priority filter; policy drop
    ct state established,related accept
    meta l4proto icmpv6 accept
    ip6 saddr $B4_OUTSIDE ip6 nexthdr 4 accept
  }
}
RULES
}

is_switch() { [[ ${1:-} == on || ${1:-} == off ]]; }

# filter_b4: its firewall lets nothing in unasked but 445 to the machine over IPv6, where `opening` is on. Over IPv4 it translates
# unless `translation` is off: RFC 6333 leaves that to the AFTR, and routers do either.
filter_b4() {
  local opening= translation=
  [[ $(setting opening) == off ]] || opening="iifname \"wan\" ip6 daddr $B4_MACHINE tcp dport 445 accept"
  [[ $(setting translation) == off ]] || translation="oifname \"$TUNNEL\" masquerade"
  at b4 nft -f - <<RULES
table ip router
delete table ip router
table ip router {
  chain postrouting {
    type nat hook postrouting priority srcnat
    $translation
  }
}
table inet router
delete table inet router
table inet router {
  chain input {
    type filter hook input priority filter; policy drop
    ct state established,related accept
    meta l4proto icmpv6 accept
    iifname { "lo", "lan" } accept
    ip6 saddr $AFTR6 ip6 nexthdr 4 accept
  }
  chain forward {
    type filter hook forward priority filter; policy drop
    ct state established,related accept
    iifname "lan" accept
    $opening
  }
}
RULES
}

# change SETTING VALUE: of the DS-Lite router.
change() {
  printf '%s\n' "$2" >"$RUN/$1"
  filter_b4
  write_forwards b4 none
}

setting() { cat "$RUN/$1"; }

filter_v6only() {
  at v6only nft -f - <<'RULES'
table inet router {
  chain input {
    type filter hook input priority filter; policy drop
    ct state established,related accept
    meta l4proto icmpv6 accept
    iifname "lo" accept
    tcp dport 443 accept
  }
}
RULES
}

start_pages() {
  local place
  mkdir -p "$RUN/page/www"
  make_certificate page router.example
  printf '<!DOCTYPE html><title>Anmeldung</title>\n' >"$RUN/page/www/index.html"
  for place in $WITH_PAGE; do
    serve page "$(namespace_of "$place")" '[::]:443/tls'
  done
}

# forwards_of forward|none [HOST]: rows as stage_forwards of stages.sh gives them.
forwards_of() {
  [[ $1 == none ]] || printf '445|-1|445|Dateifreigabe%s\n' "${2:+|$2}"
}

# write_forwards ROUTER forward|none [HOST]: the device's own tables, with the kernel's numbers of its interfaces.
write_forwards() {
  local folder=$RUN/$1/snmp outside=wan
  [[ $1 != b4 ]] || outside=$TUNNEL
  mkdir -p "$folder"
  {
    device_objects patched
    interface_rows "$(index_of "$1" lan)" "$(index_of "$1" "$outside")" | if [[ $1 == b4 && $(setting translation) == off ]]; then without_translation; else cat; fi
    forwards_of "$2" "${3:-}" | preset_rows
  } >"$folder/table.new"
  mv "$folder/table.new" "$folder/table"
}

# ipExtIfNat: off (1) at each interface.
without_translation() { sed -E 's/(5\.3\.1\.6\.[0-9.]+\|integer\|)2$/\11/'; }

index_of() { at "$1" cat "/sys/class/net/$2/ifindex"; }

start_lines_agents() {
  local place
  write_forwards a forward
  write_forwards b forward
  write_forwards dual none
  for place in $WITH_AGENT; do
    start_lines_agent "$place"
  done
  for place in $WITH_AGENT; do
    wait_until 20 lines_agent_answers "$place" || die "the SNMP agent of $place does not answer; see $LOGS/snmpd-$place.log"
  done
}

# start_lines_agent PLACE: Net-SNMP's own agent, inside. Addresses and routes are the kernel's own (ipAddrTable, ipRouteTable,
# the tables of RFC 4292, ipAddressTable, ipNetToPhysicalTable); the rest of its knowledge of the machine stays hidden.
start_lines_agent() {
  local folder=$RUN/$1/snmp subtree subtrees='1 4.20 4.21 4.24 4.34 4.35'
  # As agents before RFC 4293, whose tables know IPv4 alone.
  [[ $1 != dual ]] || subtrees='1 4.20 4.21'
  {
    printf '%s\n' "agentAddress udp:$(inside_of "$1"):161" 'dontLogTCPWrappersConnects yes' 'sysServices 78' "sysName router-$1" \
      'sysContact IT-Dienstleister (Labor)' 'sysLocation Labor' "sysObjectID $ROUTER_OBJECT_ID" "sysDescr $ROUTER_MODEL"
    for subtree in $subtrees; do
      printf 'view device included .1.3.6.1.2.1.%s\n' "$subtree"
    done
    printf '%s\n' 'view device excluded .1.3.6.1.2.1.1.8' 'view device excluded .1.3.6.1.2.1.1.9' 'view device included .1.3.6.1.4.1.272.4' \
      "pass_persist .1.3.6.1.4.1.272.4 $PYTHON $LAB_HOME/lib/snmp_table.py $folder/table" "rocommunity $COMMUNITY default -V device"
  } >"$folder/snmpd.conf"
  MIBS='' SNMP_PERSISTENT_DIR=$folder/state in_background "$(namespace_of "$1")" "$LOGS/snmpd-$1.log" \
    snmpd -f -Lf "$LOGS/snmpd-$1.log" -C -c "$folder/snmpd.conf" -p "$folder/snmpd.pid"
}

lines_agent_answers() { at "$1" env MIBS= snmpget -v2c -c "$COMMUNITY" -t 1 -r 0 -Oqvn "$(inside_of "$1")" .1.3.6.1.2.1.1.1.0 >/dev/null 2>&1; }

# inside_of ROUTER: its address inside.
inside_of() { [[ $1 == first ]] && echo 192.168.100.1 || echo "$LAN"; }

# The rules of all routers, without what counts packets.
show_rules() {
  local place
  for place in provider a b first second aftr b4 dual v6only; do
    printf '== %s\n' "$place"
    at "$place" nft --stateless list ruleset
  done
}
