# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034 # names for miniupnpd.sh
# The dual-stack line of lines.sh: Debian's miniupnpd as IGD:2, whose firewall opens pinholes over IPv6.

# miniupnpd opens no pinhole below 1024 (error 606), so the file server listens here too.
readonly PINHOLE_PORT=10445 PINHOLE_WEB=8443
readonly NS_IGD_ROUTER=pns-lines-dual NS_IGD_CLIENT=pns-lines-dual-lan
readonly IGD_ROUTER=$LAN IGD_WAN=203.0.113.43 IGD_LAN_NETWORK=$LAN_NETWORK
readonly IGD_ROUTER6=2001:db8:43::1

start_dual() {
  at dual nft -f - <<'RULES'
table inet router {
  chain input {
    type filter hook input priority filter; policy drop
    ct state established,related accept
    meta l4proto icmpv6 accept
    iifname { "lo", "lan" } accept
    tcp dport 443 accept
  }
}
RULES
  start_igd 2
  serve page "$(namespace_of dual-lan)" "[::]:$PINHOLE_WEB/tls"
}

is_pinhole() { [[ ${1:-} == on || ${1:-} == web || ${1:-} == off ]]; }

# switch_pinhole on|web|off: what the machine has opened for its present address; what it had opened before ends.
switch_pinhole() {
  close_pinhole
  case $1 in
    on) open_pinhole "$PINHOLE_PORT" ;;
    web) open_pinhole "$PINHOLE_WEB" ;;
  esac
}

machine_address() { ip -j -n "$NS_IGD_CLIENT" -6 address show dev eth0 scope global | grep -oP '"local":"\K[^"]+'; }

open_pinhole() {
  local address answer
  address=$(machine_address)
  answer=$(ask_firewall -A '' 0 "$address" "$1" TCP 3600)
  [[ $answer =~ Pinhole\ ID\ =\ ([0-9]+) ]] || die "miniupnpd opened no pinhole for $address port $1; see $LOGS/upnpc.log"
  printf '%s %s\n' "${BASH_REMATCH[1]}" "$address" >"$RUN/pinhole"
}

# Only the address that a pinhole is for may close it: after `renumber` an older one stays until its lease ends.
close_pinhole() {
  local id address
  [[ -e $RUN/pinhole ]] || return 0
  read -r id address <"$RUN/pinhole"
  rm "$RUN/pinhole"
  [[ $address == "$(machine_address)" ]] || return 0
  [[ $(ask_firewall -D "$id") == *'DeletePinhole() returned : 0'* ]] || die "miniupnpd did not close the pinhole; see $LOGS/upnpc.log"
}

ask_firewall() { at dual-lan upnpc -6 -u "http://[$IGD_ROUTER6]:5000/rootDesc.xml" "$@" 2>&1 | tee -a "$LOGS/upnpc.log"; }
