# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# The lines of lines.sh: which namespaces there are, and what connects them. README.md beside lines.sh has a drawing.
#
# No namespace has a link or a route to the machine: traffic cannot leave.

readonly PLACES='internet canary provider a a-lan b b-lan first second second-lan aftr b4 b4-lan dual dual-lan v6only'
readonly PROBER=203.0.113.100 PROBER6=2001:db8:f::100 CANARY=203.0.113.200 CANARY6=2001:db8:f::200 GREETING_PORT=7008
readonly LAN=192.168.2.1 LAN_NETWORK=192.168.2.0/24 SERVER=192.168.2.10
readonly AFTR6=2001:db8:f::a B4_OUTSIDE=2001:db8:f::42 TUNNEL=dslite
readonly B4_MACHINE=2001:db8:42::10 DUAL_MACHINE=2001:db8:43::10 DUAL_MACHINE_LATER=2001:db8:43::2222

namespace_of() { printf 'pns-lines-%s' "$1"; }

# at PLACE COMMAND...
at() { inside "$(namespace_of "$1")" "${@:2}"; }

ip_at() { ip -n "$(namespace_of "$1")" "${@:2}"; }

is_place() { [[ " $PLACES " == *" ${1:-none} "* ]]; }

raise_lines() {
  local place
  for place in $PLACES; do
    add_namespace "$(namespace_of "$place")"
    give_names_to "$(namespace_of "$place")"
    # Addresses are given by hand, and each once: nothing has to be found out about them first.
    at "$place" sysctl -qw net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.default.disable_ipv6=0 \
      net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.default.accept_ra=0
  done
  raise_internet
  raise_shared_line
  raise_cascade
  raise_ds_lite
  raise_dual_stack
  # No IPv4 at all, not even inside.
  join_internet v6only '' 2001:db8:f::44
}

remove_lines() {
  local place
  for place in $PLACES; do
    remove_namespace "$(namespace_of "$place")"
  done
}

raise_internet() {
  raise_switch internet exchange
  ip_at internet address add "$PROBER/24" dev exchange
  # Neighbours in its own /64 would be seen from inside: the prober is alone in its network, as a server of a provider is.
  ip_at internet -6 address add "$PROBER6/128" dev exchange nodad
  ip_at internet -6 route add "${PROBER6%::*}::/64" dev exchange
  know_networks internet
}

# know_networks PLACE: those behind routers with IPv6. Nothing is forwarded from one line to another.
know_networks() {
  ip_at "$1" -6 route add 2001:db8:42::/64 via "$B4_OUTSIDE"
  ip_at "$1" -6 route add 2001:db8:43::/64 via 2001:db8:f::43
}

# raise_switch PLACE DEVICE
raise_switch() {
  # A switch does not filter: some kernels would send bridged packets through the rules of the namespace.
  at "$1" sysctl -qe -w net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0
  ip_at "$1" link add "$2" type bridge forward_delay 0
  ip_at "$1" link set "$2" up
}

# plug PLACE DEVICE SWITCH_PLACE SWITCH: a cable to a switch.
plug() {
  ip_at "$1" link add "$2" type veth peer name "to-$1" netns "$(namespace_of "$3")"
  ip_at "$3" link set "to-$1" master "$4" up
  ip_at "$1" link set "$2" up
}

# join_internet PLACE IPV4 IPV6: either may be empty. The far end of all default routes is the prober.
join_internet() {
  plug "$1" wan internet exchange
  if [[ -n $2 ]]; then
    ip_at "$1" address add "$2/24" dev wan
    ip_at "$1" route add default via "$PROBER"
  fi
  if [[ -n $3 ]]; then
    ip_at "$1" -6 address add "$3/64" dev wan nodad
    ip_at "$1" -6 route add default via "$PROBER6"
  fi
}

# add_lan ROUTER MACHINE [PREFIX]: 192.168.2.1 and .10; with a prefix, also ::1 and ::10 of it.
add_lan() {
  connect "$(namespace_of "$1")" lan "$LAN/24" "$(namespace_of "$2")" eth0 "$SERVER/24"
  ip_at "$2" route add default via "$LAN"
  at "$1" sysctl -qw net.ipv4.ip_forward=1
  [[ -n ${3:-} ]] || return 0
  ip_at "$1" -6 address add "${3}1/64" dev lan nodad
  ip_at "$2" -6 address add "${3}10/64" dev eth0 nodad
  ip_at "$2" -6 route add default via "${3}1"
  at "$1" sysctl -qw net.ipv6.conf.all.forwarding=1
}

# Carrier-grade NAT: one address outside for two customers, who do not reach each other.
raise_shared_line() {
  local customer
  join_internet provider 203.0.113.40 ''
  raise_switch provider inside
  ip_at provider address add 100.64.7.1/24 dev inside
  at provider sysctl -qw net.ipv4.ip_forward=1
  for customer in a:100.64.7.9 b:100.64.7.10; do
    plug "${customer%%:*}" wan provider inside
    ip_at provider link set "to-${customer%%:*}" type bridge_slave isolated on
    ip_at "${customer%%:*}" address add "${customer#*:}/24" dev wan
    ip_at "${customer%%:*}" route add default via 100.64.7.1
    add_lan "${customer%%:*}" "${customer%%:*}-lan"
  done
}

raise_cascade() {
  join_internet first 203.0.113.41 ''
  connect "$(namespace_of first)" lan 192.168.100.1/24 "$(namespace_of second)" wan 192.168.100.2/24
  at first sysctl -qw net.ipv4.ip_forward=1
  ip_at second route add default via 192.168.100.1
  add_lan second second-lan
}

# DS-Lite (RFC 6333): IPv4 travels in IPv6 to the provider's AFTR, which translates.
raise_ds_lite() {
  join_internet aftr 203.0.113.42 "$AFTR6"
  join_internet b4 '' "$B4_OUTSIDE"
  add_lan b4 b4-lan 2001:db8:42::
  lay_tunnel aftr "$AFTR6" "$B4_OUTSIDE" 192.0.0.1
  lay_tunnel b4 "$B4_OUTSIDE" "$AFTR6" 192.0.0.2
  at aftr sysctl -qw net.ipv4.ip_forward=1
  ip_at aftr route add "$LAN_NETWORK" dev "$TUNNEL"
  ip_at b4 route add default dev "$TUNNEL" src 192.0.0.2
}

# lay_tunnel PLACE OWN FAR IPV4
lay_tunnel() {
  in_background "$(namespace_of "$1")" "$LOGS/tunnel-$1.log" "$PYTHON" "$LAB_HOME/lib/dslite.py" "$TUNNEL" "$2" "$3"
  wait_until 5 device_exists "$(namespace_of "$1")" "$TUNNEL" || die "the tunnel does not start; see $LOGS/tunnel-$1.log"
  ip_at "$1" address add "$4/29" dev "$TUNNEL"
  # The IPv6 header takes 40 octets of each packet.
  ip_at "$1" link set "$TUNNEL" mtu 1460 up
}

raise_dual_stack() {
  join_internet dual 203.0.113.43 2001:db8:f::43
  add_lan dual dual-lan 2001:db8:43::
}

# The machine takes another address of its prefix, as systems with privacy addresses do every day (RFC 8981).
renumber() {
  ip_at dual-lan -6 address add "$DUAL_MACHINE_LATER/64" dev eth0 nodad
  ip_at dual-lan -6 address delete "$DUAL_MACHINE/64" dev eth0
}

# A host of the prober's that greets on every port, over both versions of IP, as samples/canary does.
start_lines_canary() {
  plug canary eth0 internet exchange
  ip_at canary address add "$CANARY/24" dev eth0
  ip_at canary -6 address add "$CANARY6/64" dev eth0 nodad
  know_networks canary
  at canary nft -f - <<RULES
table inet canary {
  chain prerouting {
    type nat hook prerouting priority dstnat
    ip daddr $CANARY meta l4proto tcp redirect to :$GREETING_PORT
    ip6 daddr $CANARY6 meta l4proto tcp redirect to :$GREETING_PORT
  }
}
RULES
  in_background "$(namespace_of canary)" "$LOGS/canary.log" "$PYTHON" "$LAB_HOME/lib/greet.py" "$GREETING_PORT"
}
