# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# The network of Celle: a prober on the Internet with a canary, the practice's router, its server, its Konnektor.
#
#   pns-internet 203.0.113.100 --- 203.0.113.1 pns-router 192.168.2.1 -+- 192.168.2.10 pns-practice
#           |                                                          +- 192.168.2.20 pns-konnektor
#   pns-canary 203.0.113.200
#
# No namespace has a link or a route to the machine: traffic cannot leave.

readonly NS_INTERNET=pns-internet NS_ROUTER=pns-router NS_PRACTICE=pns-practice NS_KONNEKTOR=pns-konnektor NS_CANARY=pns-canary
readonly NAMESPACES=("$NS_INTERNET" "$NS_ROUTER" "$NS_PRACTICE" "$NS_KONNEKTOR" "$NS_CANARY")
readonly PROBER=203.0.113.100 WAN=203.0.113.1 LAN=192.168.2.1 SERVER=192.168.2.10 KONNEKTOR=192.168.2.20
readonly CANARY=203.0.113.200 GREETING_PORT=7008

raise_network() {
  local namespace
  for namespace in "${NAMESPACES[@]}"; do
    add_namespace "$namespace"
    separate_names "$namespace"
  done
  inside "$NS_ROUTER" sysctl -q -w net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0 \
    net.ipv4.conf.default.send_redirects=0
  # A switch does not filter: some kernels would send bridged packets through the router's rules.
  inside "$NS_ROUTER" sysctl -qe -w net.bridge.bridge-nf-call-iptables=0
  ip -n "$NS_ROUTER" link add lan type bridge forward_delay 0
  ip -n "$NS_ROUTER" address add "$LAN/24" dev lan
  ip -n "$NS_ROUTER" link set lan up
  plug_into_lan "$NS_PRACTICE" "$SERVER" lan-server
  plug_into_lan "$NS_KONNEKTOR" "$KONNEKTOR" lan-konnektor
}

plug_into_lan() {
  local namespace=$1 address=$2 port=$3
  ip -n "$namespace" link add eth0 type veth peer name "$port" netns "$NS_ROUTER"
  ip -n "$NS_ROUTER" link set "$port" master lan up
  ip -n "$namespace" address add "$address/24" dev eth0
  ip -n "$namespace" link set eth0 up
  ip -n "$namespace" route add default via "$LAN"
}

# A host of the prober's that greets on every port, as samples/canary does.
start_canary() {
  ip -n "$NS_CANARY" link add eth0 type veth peer name canary netns "$NS_INTERNET"
  ip -n "$NS_INTERNET" link set canary up
  ip -n "$NS_CANARY" link set eth0 up
  ip -n "$NS_CANARY" address add "$CANARY/32" dev lo
  ip -n "$NS_CANARY" route add "$PROBER/32" dev eth0 src "$CANARY"
  ip -n "$NS_INTERNET" route add "$CANARY/32" dev canary src "$PROBER"
  inside "$NS_CANARY" nft -f - <<RULES
table ip canary {
  chain prerouting {
    type nat hook prerouting priority dstnat
    ip daddr $CANARY meta l4proto tcp redirect to :$GREETING_PORT
  }
}
RULES
  ip -n "$NS_CANARY" address add 198.51.100.254/32 dev eth0 # what is redirected goes to an address of the interface
  in_background "$NS_CANARY" "$LOGS/canary.log" "$PYTHON" "$LAB_HOME/lib/greet.py" "$GREETING_PORT"
}

# `ip netns exec` lays the files of /etc/netns/NAME over those of /etc for the command it starts.
# So names are looked up in files only (there is no name server to wait for), and the practice's
# user `mfa` exists inside the practice alone, not on the machine.
separate_names() {
  local folder=/etc/netns/$1
  mkdir -p "$folder"
  [[ ! -e /etc/nsswitch.conf ]] || printf '%s: files\n' passwd group shadow hosts >"$folder/nsswitch.conf"
  [[ ! -e /etc/resolv.conf ]] || : >"$folder/resolv.conf"
}

remove_network() {
  local namespace
  for namespace in "${NAMESPACES[@]}"; do
    remove_namespace "$namespace"
  done
}

# apply_forwards STAGE: one transaction, so that no packet ever meets half a rule set.
apply_forwards() {
  local forwarded elsewhere
  forwarded=$(stage_forwards "$1" | awk -F'|' '$5 == "" { print $2 == -1 ? $1 : $1 "-" $2 }' | paste -sd, -)
  # Outside port, host, port there: one port each.
  elsewhere=$(stage_forwards "$1" | awk -F'|' '$5 != "" { print $1, $5, $3 }')
  inside "$NS_ROUTER" nft -f - <<RULES
table ip celle
delete table ip celle
table ip celle {
  chain prerouting {
    type nat hook prerouting priority dstnat
    # A range is kept as it is: 445 outside becomes 445 inside.
    ip daddr $WAN tcp dport { $forwarded } dnat to $SERVER
$(awk -v wan="$WAN" 'NF { print "    ip daddr " wan " tcp dport " $1 " dnat to " $2 ":" $3 }' <<<"$elsewhere")
  }

  chain postrouting {
    type nat hook postrouting priority srcnat
    # Hairpin NAT, as real boxes do it: the practice can call its own public address.
    ip saddr 192.168.2.0/24 ip daddr 192.168.2.0/24 ct status dnat masquerade
    oifname "wan" masquerade
  }

  chain input {
    type filter hook input priority filter; policy drop
    ct state established,related accept
    iifname "lo" accept
    iifname "lan" icmp type echo-request accept
    iifname "lan" tcp dport { 80, 443 } accept
    iifname "lan" udp dport 161 accept
    # The management access an IT service provider usually leaves open for its own address.
    # Everything else from outside is dropped without a word.
    iifname "wan" ip saddr $PROBER tcp dport 4443 accept
    iifname "wan" ip saddr $PROBER udp dport 161 accept
  }

  chain forward {
    type filter hook forward priority filter; policy drop
    # Asked again for every packet, there and back: a connection made through a forward ends with
    # the forward, as on a box that restarts after its update.
    ct status dnat ip daddr $SERVER tcp dport { $forwarded } accept
    ct status dnat ip saddr $SERVER tcp sport { $forwarded } accept
$(awk 'NF { print "    ct status dnat ip daddr " $2 " tcp dport " $3 " accept\n    ct status dnat ip saddr " $2 " tcp sport " $3 " accept" }' <<<"$elsewhere")
    ct status dnat drop
    iifname "lan" oifname "wan" accept
    iifname "wan" oifname "lan" ct state established,related accept
  }
}
RULES
}
