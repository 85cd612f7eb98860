# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# What every script of the lab understands: help, up, down, and exec COMMAND... in its first place. A verb of its own is a function
# verb_NAME; those that FREE_VERBS names need neither root nor Linux.

# run_verb NAMESPACE [VERB [ARGUMENT...]]
run_verb() {
  local place=$1 verb=${2:-help} own
  shift $(($# < 2 ? $# : 2))
  own=verb_${verb//-/_}
  case $verb in
    help | -h | --help) usage && return ;;
  esac
  [[ " ${FREE_VERBS:-} " == *" $verb "* ]] || require_linux_root
  if [[ $verb == up || $verb == down ]]; then
    take_lock && "$verb" "$@"
  elif declare -F "$own" >/dev/null; then
    "$own" "$@"
  elif [[ $verb == exec ]]; then
    (($#)) || die "exec needs a command"
    require_up
    exec ip netns exec "$place" "$@"
  else
    usage >&2
    exit 2
  fi
}

# A script whose lab has several places says itself what it needs.
require_up() { namespace_exists "$place" || die "the lab is not up (${0##*/} up)"; }
