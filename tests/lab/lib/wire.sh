# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# A cable between two namespaces: as fast as the kernel, or slow and lossy for tests and benchmarks.
#
# Not tc netem: many kernels come without it. Loss is an nftables rule at both ends; delay is a pair
# of TUN devices with a small relay between them (wire.py). Both act in each direction, so
# `delay 20ms` makes a round trip of 40 ms.

# parse_wire [delay 20ms] [loss 2%]: sets WIRE_DELAY (milliseconds) and WIRE_LOSS (packets in 10,000).
parse_wire() {
  WIRE_DELAY=0 WIRE_LOSS=0
  while (($#)); do
    case $1/${2-} in
      delay/*)
        [[ ${2-} =~ ^([0-9]{1,4})ms$ ]] || die "delay is given as 20ms, not '${2-}'"
        WIRE_DELAY=${BASH_REMATCH[1]}
        ;;
      loss/*)
        [[ ${2-} =~ ^([0-9]{1,2}(\.[0-9]{1,2})?)%$ ]] || die "loss is given as 2% or 0.5%, not '${2-}'"
        WIRE_LOSS=$(awk -v percent="${BASH_REMATCH[1]}" 'BEGIN { printf "%d", percent * 100 + 0.5 }')
        ;;
      *) die "unknown word '$1' (delay 20ms, loss 2%)" ;;
    esac
    shift 2
  done
}

# connect NAMESPACE DEVICE ADDRESS/BITS NAMESPACE DEVICE ADDRESS/BITS: a wire as parse_wire left it.
connect() {
  local near=$1 near_device=$2 near_address=$3 far=$4 far_device=$5 far_address=$6
  if ((WIRE_DELAY)); then
    lay_slow_wire "$near" "$near_device" "$far" "$far_device"
  else
    ip -n "$near" link add "$near_device" type veth peer name "$far_device" netns "$far"
  fi
  ip -n "$near" address add "$near_address" dev "$near_device"
  ip -n "$far" address add "$far_address" dev "$far_device"
  # The queue holds what is under way while the relay waits; 500 would drop bursts of a scan.
  ip -n "$near" link set "$near_device" txqueuelen 10000 up
  ip -n "$far" link set "$far_device" txqueuelen 10000 up
  lose_packets "$near" "$near_device"
  lose_packets "$far" "$far_device"
}

# Taking the wire away takes its addresses and its loss with it.
disconnect() {
  local namespace=$1 device=$2
  if [[ -e $RUN/wire.pid ]]; then
    kill "$(<"$RUN/wire.pid")" 2>/dev/null || true
    rm -f "$RUN/wire.pid"
    wait_until 5 device_gone "$namespace" "$device" || die "the slow wire does not end; see $LOGS/wire.log"
  fi
  # Gone already where it was slow; one end of a veth pair takes the other with it.
  ip -n "$namespace" link delete "$device" 2>/dev/null || true
}

lay_slow_wire() {
  [[ -c /dev/net/tun ]] || die "delay needs /dev/net/tun, which this machine does not have"
  # Both devices are made inside the first namespace and one is moved: the machine never sees them.
  in_background "$1" "$LOGS/wire.log" "$PYTHON" "$LAB_HOME/lib/wire.py" "$WIRE_DELAY" "$2" "$4" "$3"
  printf '%s\n' "$!" >"$RUN/wire.pid"
  wait_until 5 device_exists "$3" "$4" || die "the slow wire did not start; see $LOGS/wire.log"
}

device_exists() { ip -n "$1" link show "$2" >/dev/null 2>&1; }
device_gone() { ! device_exists "$@"; }

# On arrival, before anything else sees the packet: to both ends it looks lost on the way. (Dropped
# on departure, the sender would be told.)
lose_packets() {
  {
    printf 'table netdev wire\ndelete table netdev wire\n'
    ((WIRE_LOSS == 0)) || cat <<RULES
table netdev wire {
  chain arrival {
    type filter hook ingress device "$2" priority filter
    numgen random mod 10000 < $WIRE_LOSS drop
  }
}
RULES
  } | inside "$1" nft -f -
}

# wait_until SECONDS COMMAND...: true as soon as the command is.
wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.05
  done
}
