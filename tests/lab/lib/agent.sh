# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034 # names for the scripts that source this file
# The router's SNMP agent, Net-SNMP's own, with the settings that agents have in the field.

# Read-only, and the whole tree below is all the agent shows.
readonly COMMUNITY=public
# Invented for the lab, as are the users.
readonly AUTH_PASSWORD=labor-authpass PRIV_PASSWORD=labor-privpass

# user|authentication|encryption, under the names of createUser (snmpd.conf(5)).
readonly AGENT_USERS=(
  'auth-sha256|SHA-256|' 'priv-sha256-aes|SHA-256|AES' 'priv-sha512-aes|SHA-512|AES' 'priv-sha384-aes|SHA-384|AES'
  'auth-sha1|SHA|' 'priv-sha1-aes|SHA|AES' 'auth-md5|MD5|' 'priv-md5-des|MD5|DES' 'priv-sha1-des|SHA|DES'
)

# bintec              v1, v2c and v3; this device's own tables
# bintec-v1           the same tables, SNMPv1 alone: an agent too old for anything else
# bintec-v3           the same tables, SNMPv3 alone
# other               another vendor's device: forwards in NAT-MIB (RFC 4008), GETBULK answered well
# other-short-bulk    the same, and one row for each GETBULK, however many were asked for
# other-without-bulk  the same, and GETBULK is never answered
readonly AGENTS='bintec bintec-v1 bintec-v3 other other-short-bulk other-without-bulk'

is_agent() { [[ " $AGENTS " == *" $1 "* ]]; }

# start_agent KIND: an agent that runs already ends first.
start_agent() {
  local folder=$RUN/router/snmp
  stop_agent
  {
    printf '%s\n' 'agentAddress udp:161' 'dontLogTCPWrappersConnects yes' 'sysServices 78' "sysName $ROUTER_NAME" \
      'sysContact IT-Dienstleister (Labor)' 'sysLocation Celle'
    # The agent's knowledge of the machine it runs on stays hidden: a box would not have it.
    printf 'view device %s\n' 'included .1.3.6.1.2.1.1' 'excluded .1.3.6.1.2.1.1.8' 'excluded .1.3.6.1.2.1.1.9'
    describe_device "$1"
    admit_readers "$1"
  } >"$folder/snmpd.conf"
  touch "$folder/table" "$folder/nat-table"
  watch_requests "$1"
  # Its own persistent folder: the machine's /var/lib/snmp is not ours. Anew each time, for the users' keys are in it.
  # Numbers are all it serves, so it need not look for MIB files.
  rm -rf -- "$folder/state"
  MIBS='' SNMP_PERSISTENT_DIR=$folder/state in_background "$NS_ROUTER" "$LOGS/snmpd.log" \
    snmpd -f -Lf "$LOGS/snmpd.log" -C -c "$folder/snmpd.conf" -p "$folder/snmpd.pid"
  printf '%s\n' "$!" >"$folder/agent.pid"
  wait_until 20 agent_answers "$1" || die "the SNMP agent does not answer; see $LOGS/snmpd.log"
}

stop_agent() {
  local pid
  [[ -e $RUN/router/snmp/agent.pid ]] || return 0
  pid=$(<"$RUN/router/snmp/agent.pid")
  kill "$pid" 2>/dev/null || true
  wait_until 10 process_gone "$pid" || die "the SNMP agent does not end"
}

process_gone() { ! kill -0 "$1" 2>/dev/null; }

describe_device() {
  local folder=$RUN/router/snmp
  case $1 in
    bintec*)
      printf '%s\n' "sysObjectID $ROUTER_OBJECT_ID" "sysDescr $ROUTER_MODEL" 'view device included .1.3.6.1.4.1.272.4' 'view device included .1.3.6.1.2.1.4.20' 'view device included .1.3.6.1.2.1.4.34' \
        "pass_persist .1.3.6.1.4.1.272.4 $PYTHON $LAB_HOME/lib/snmp_table.py $folder/table"
      ;;
    *)
      # Enterprise number 32473 is the one for examples (RFC 5612).
      printf '%s\n' 'sysObjectID .1.3.6.1.4.1.32473.1' 'sysDescr Laborrouter' 'view device included .1.3.6.1.2.1.123' 'view device included .1.3.6.1.2.1.4.20' 'view device included .1.3.6.1.2.1.4.34' \
        "pass_persist .1.3.6.1.2.1.123 $PYTHON $LAB_HOME/lib/snmp_table.py $folder/nat-table"
      ;;
  esac
  [[ $1 != other-short-bulk ]] || printf 'maxGetbulkRepeats 1\n'
}

admit_readers() {
  case $1 in
    bintec-v1)
      printf '%s\n' "com2sec reader default $COMMUNITY" 'group old v1 reader' 'access old "" v1 noauth exact device none none'
      ;;
    bintec-v3) admit_users ;;
    *)
      printf 'rocommunity %s default -V device\n' "$COMMUNITY"
      admit_users
      ;;
  esac
}

admit_users() {
  local entry user authentication encryption
  for entry in "${AGENT_USERS[@]}"; do
    IFS='|' read -r user authentication encryption <<<"$entry"
    if [[ -n $encryption ]]; then
      printf 'createUser %s %s %s %s %s\nrouser %s priv -V device\n' \
        "$user" "$authentication" "$AUTH_PASSWORD" "$encryption" "$PRIV_PASSWORD" "$user"
    else
      printf 'createUser %s %s %s\nrouser %s auth -V device\n' "$user" "$authentication" "$AUTH_PASSWORD" "$user"
    fi
  done
}

agent_answers() {
  local -a reader=(-v2c -c "$COMMUNITY")
  case $1 in
    bintec-v1) reader=(-v1 -c "$COMMUNITY") ;;
    bintec-v3) reader=(-v3 -l authPriv -u priv-sha256-aes -a SHA-256 -A "$AUTH_PASSWORD" -x AES -X "$PRIV_PASSWORD") ;;
  esac
  inside "$NS_ROUTER" env MIBS= snmpget "${reader[@]}" -t 1 -r 0 -Oqvn "$LAN" .1.3.6.1.2.1.1.1.0 >/dev/null 2>&1
}

# Counts what community requests ask for, before the agent sees them. The kind of a request stands behind the lengths of
# message (1 to 3 octets), version and community: GETNEXT 0xa1, SET 0xa3, GETBULK 0xa5 (RFC 3416 §3).
watch_requests() {
  local place verdict=accept
  [[ $1 != other-without-bulk ]] || verdict=drop
  {
    printf 'table ip watch\ndelete table ip watch\n'
    printf 'table ip watch {\n  counter asked_getnext { }\n  counter asked_getbulk { }\n  counter asked_set { }\n'
    printf '  chain requests {\n    type filter hook input priority filter - 1\n'
    for place in 13 14 15; do
      place=$(((8 + place + ${#COMMUNITY} - 6) * 8))
      printf '    udp dport 161 @th,%d,8 0xa1 counter name asked_getnext accept\n' "$place"
      printf '    udp dport 161 @th,%d,8 0xa3 counter name asked_set accept\n' "$place"
      printf '    udp dport 161 @th,%d,8 0xa5 counter name asked_getbulk %s\n' "$place" "$verdict"
    done
    printf '  }\n}\n'
  } | inside "$NS_ROUTER" nft -f -
}

# getnext N, getbulk N, set N: since the agent was started.
requests_seen() {
  local name
  for name in getnext getbulk set; do
    printf '%s ' "$name"
    inside "$NS_ROUTER" nft list counter ip watch "asked_$name" | grep -oP 'packets \K[0-9]+'
  done
}

# natAddrMapTable (RFC 4008 §8): INDEX ifIndex, map; columns 2 Name, 3 EntryType (static 1), 4 TranslationEntity
# (BITS, inboundDstEndPoint 2), 6 and 7 LocalAddr, 8 and 9 LocalPort, 11 and 12 GlobalAddr, 13 and 14 GlobalPort,
# 15 Protocol (BITS, tcp 3), 21 RowStatus (active 1).
map_rows() {
  local counter=0 start end inside_port text host row local_address global_address last inside_last outside
  global_address=$(octets "$WAN")
  # The agent shows the interfaces of the namespace: the maps are of the one with the address outside.
  outside=$(inside "$NS_ROUTER" ip -o -4 address show to "$WAN" | cut -d: -f1)
  while IFS='|' read -r start end inside_port text host; do
    row=$outside.$((++counter))
    local_address=$(octets "${host:-$SERVER}")
    last=$((end == -1 ? start : end))
    inside_port=$((inside_port == -1 ? start : inside_port))
    inside_last=$((inside_port + last - start))
    printf ".1.3.6.1.2.1.123.1.4.1.%d.$row|%s|%s\n" 2 string "$text" 3 integer 1 4 octet 20 5 integer 1 \
      6 octet "$local_address" 7 octet "$local_address" 8 gauge "$inside_port" 9 gauge "$inside_last" 10 integer 1 \
      11 octet "$global_address" 12 octet "$global_address" 13 gauge "$start" 14 gauge "$last" 15 octet 10 21 integer 1
  done
}

# The four octets of an IPv4 address as pass_persist writes octets.
octets() { printf '%02x %02x %02x %02x' ${1//./ }; }
