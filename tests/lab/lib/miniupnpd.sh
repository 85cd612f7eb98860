# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Debian's miniupnpd: a real UPnP gateway (IGD:1 or IGD:2) with NAT-PMP, and mappings that Debian's upnpc made.

readonly IGD_UUID=7f0e4a52-6b1c-4c3d-9d0a-2f5b6a7c8d9e

# protocol outside inside lease description: what a practice's devices might have opened.
readonly IGD_MAPPINGS=(
  'TCP 8443 443 0 Terminserver'
  'TCP 11112 11112 0 Bildarchiv'
  'UDP 51820 51820 3600 Fernwartung'
)

ensure_igd_packages() {
  local -a missing=()
  command -v miniupnpd >/dev/null || missing+=(miniupnpd-nftables)
  command -v upnpc >/dev/null || missing+=(miniupnpc)
  ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
}

# start_igd VERSION: 1 or 2, in $NS_IGD_ROUTER.
start_igd() {
  local version=$1 force_first=no
  [[ $version == 2 ]] || force_first=yes
  raise_igd_chains
  cat >"$RUN/miniupnpd.conf" <<CONF
ext_ifname=wan
$(is_public "$IGD_WAN" && echo "ext_ip=$IGD_WAN")
listening_ip=lan
http_port=5000
enable_natpmp=yes
enable_upnp=yes
secure_mode=yes
force_igd_desc_v1=$force_first
friendly_name=Laborrouter
manufacturer_name=Labor
model_name=Laborrouter
uuid=$IGD_UUID
serial=LAB0001
min_lifetime=120
max_lifetime=86400
lease_file=$RUN/miniupnpd.leases
upnp_table_name=igd
upnp_nat_table_name=igd
upnp_forward_chain=upnp_forward
upnp_nat_chain=upnp_prerouting
upnp_nat_postrouting_chain=upnp_postrouting
allow 1024-65535 $IGD_LAN_NETWORK 1-65535
deny 0-65535 0.0.0.0/0 0-65535
CONF
  # As a daemon, which goes with its namespace. In the foreground it knows only its debug mode, which
  # lists every rule for every question: half a second each with a hundred of them.
  inside "$NS_IGD_ROUTER" miniupnpd -f "$RUN/miniupnpd.conf" -P "$RUN/miniupnpd.pid" </dev/null >>"$LOGS/miniupnpd.log" 2>&1 ||
    die "miniupnpd does not start; see $LOGS/miniupnpd.log"
  wait_until 5 igd_answers || die "miniupnpd does not answer; see $LOGS/miniupnpd.log"
}

# miniupnpd maps nothing where its address outside is a private one or reserved for examples, and rejects such an address in ext_ip.
is_public() { [[ ! $1 =~ ^(10|192\.168|192\.0\.[02]|198\.51\.100|203\.0\.113|100\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7]))\. ]]; }

# The chains that miniupnpd fills; it does not make them itself.
raise_igd_chains() {
  inside "$NS_IGD_ROUTER" nft -f - <<'RULES'
table inet igd {
  chain upnp_forward {
  }
  chain upnp_prerouting {
  }
  chain upnp_postrouting {
  }
  chain forward {
    type filter hook forward priority filter; policy drop
    iifname "lan" accept
    ct state established,related accept
    jump upnp_forward
  }
  chain prerouting {
    type nat hook prerouting priority dstnat
    jump upnp_prerouting
  }
  chain postrouting {
    type nat hook postrouting priority srcnat
    jump upnp_postrouting
    meta nfproto ipv4 oifname "wan" masquerade
  }
}
RULES
}

igd_description() { inside "$NS_IGD_CLIENT" curl -fsS -m 2 "http://$IGD_ROUTER:5000/rootDesc.xml"; }

igd_answers() { igd_description >/dev/null 2>&1; }

# upnpc speaks to the description's address directly: discovery by multicast would add its waiting time.
add_mappings() {
  local entry protocol outside within lease description
  for entry in "${IGD_MAPPINGS[@]}"; do
    read -r protocol outside within lease description <<<"$entry"
    map_port "$description" "$within" "$outside" "$protocol" "$lease"
  done
}

# map_port DESCRIPTION INSIDE OUTSIDE PROTOCOL LEASE
map_port() {
  inside "$NS_IGD_CLIENT" upnpc -u "http://$IGD_ROUTER:5000/rootDesc.xml" -e "$1" \
    -a "$IGD_CLIENT" "$2" "$3" "$4" "$5" >>"$LOGS/upnpc.log" 2>&1 ||
    die "upnpc could not map $4 $3; see $LOGS/upnpc.log"
}

# many_mappings COUNT: TCP ports from 20000 on, one entry each.
many_mappings() {
  local port
  for ((port = 20000; port < 20000 + $1; port++)); do
    map_port "Eintrag $port" "$port" "$port" TCP 0
  done
}

remove_mappings() {
  local protocol outside rest
  while IFS=: read -r protocol rest; do
    outside=${rest%%:*}
    inside "$NS_IGD_CLIENT" upnpc -u "http://$IGD_ROUTER:5000/rootDesc.xml" -d "$outside" "$protocol" >>"$LOGS/upnpc.log" 2>&1 ||
      die "upnpc could not remove $protocol $outside; see $LOGS/upnpc.log"
  done < <(cat "$RUN/miniupnpd.leases")
}

# The kernel's rules are what counts; the file tells leases, each with the time of its end.
list_mappings() { inside "$NS_IGD_ROUTER" nft list table inet igd && cat "$RUN/miniupnpd.leases"; }
