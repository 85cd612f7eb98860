# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# The three stages of the story, and one beside it: `konnektor`, the corrected router with a forward to the TI Konnektor.
# One list of forwards feeds both nftables and the SNMP tables.

readonly STAGES='fault first-update patched konnektor'

is_stage() { [[ " $STAGES " == *" $1 "* ]]; }

# ExtPort|ExtPortRange|IntPort|Description[|host inside, else the server], as the device stores them: ExtPortRange is
# the END port or -1 (one port only). Whether the wizard stored IntPort -1 ("kept") or the first port of the
# range is not known, so the lab shows one of each.
stage_forwards() {
  case $1 in
    fault) faulty_forwards ;;
    first-update)
      # The first update corrected only what was set up afterwards: old settings stay wide,
      # the forward made after it is narrow.
      faulty_forwards
      printf '8443|-1|8443|Videosprechstunde\n'
      ;;
    patched)
      printf '%s\n' '443|-1|443|Terminvergabe HTTPS' '80|-1|-1|Terminvergabe HTTP' '8443|-1|8443|Videosprechstunde'
      ;;
    konnektor)
      printf '%s\n' '443|-1|443|Terminvergabe HTTPS' '80|-1|-1|Terminvergabe HTTP' "8443|-1|443|Fernwartung TI|$KONNEKTOR"
      ;;
  esac
}

faulty_forwards() {
  printf '%s\n' '440|449|440|Terminvergabe HTTPS' '80|89|-1|Terminvergabe HTTP'
}

# The number of the first update is not publicly known. 10.2.06.101 and its date are INVENTED for
# the lab; all that counts is that it lies below 11.01.02.102 and in summer 2019.
stage_firmware() {
  case $1 in
    fault) printf '10.2.01.104 from 2018/10/25 00:00:00' ;;
    first-update) printf '10.2.06.101 from 2019/07/16 00:00:00' ;;
    patched | konnektor) printf '11.01.02.102 from 2019/11/06 00:00:00' ;;
  esac
}

current_stage() { cat "$RUN/stage" 2>/dev/null || true; }

enter_stage() {
  apply_forwards "$1"
  write_status_page "$1"
  write_snmp_table "$1"
  printf '%s\n' "$1" >"$RUN/stage"
}
