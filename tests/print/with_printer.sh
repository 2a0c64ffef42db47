#!/bin/bash
# Runs a command with a private print service: cupsd, a queue "kiosk" and, behind it, a real IPP
# Everywhere printer (ippeveprinter) on free loopback ports, all in a temporary folder.
#
#   tests/print/with_printer.sh COMMAND...
#
# The command sees CUPS_SERVER (the service's socket), KIOSK_TEST_SPOOL (what the printer printed, one
# file a job) and KIOSK_TEST_PRINTER (a program that plays the printer's mishaps: run it without
# arguments for its words). Its exit status becomes ours; 99 says that the service could not be set up.
# Needs root, because cupsd gives its filters another user. Needs no systemd, no system D-Bus, no Avahi.
set -u

fail() {
    echo "with_printer: $*" >&2
    exit 99
}

[ $# -gt 0 ] || fail "no command given: with_printer.sh COMMAND..."
[ "$(id -u)" = 0 ] || fail "must run as root: cupsd gives its filters another user"
export PATH="$PATH:/usr/sbin:/sbin"
for tool in cupsd:cups lpadmin:cups-client ippeveprinter:cups-ipp-utils dbus-daemon:dbus \
    pdftoppm:poppler-utils; do
    command -v "${tool%%:*}" >/dev/null || fail "${tool%%:*} is missing: apt-get install ${tool#*:}"
done
[ -x /usr/lib/cups/filter/rastertopwg ] || fail "rastertopwg is missing: apt-get install cups"

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d "${TMPDIR:-/tmp}/kiosk-printer.XXXXXX") || fail "no temporary folder"
chmod 755 "$folder" # filters run as lp and read below it

export KIOSK_TEST_FOLDER=$folder KIOSK_TEST_SPOOL=$folder/printed KIOSK_TEST_PRINTER=$here/printer.sh
export CUPS_SERVER=$folder/cups.sock
unset CUPS_USER IPP_PORT

clean_up() {
    "$KIOSK_TEST_PRINTER" end
    rm -rf "$folder"
}
# If this script itself is killed, a guard outside its session cleans up in its place.
setsid bash -c 'while kill -0 "$1" 2>/dev/null; do sleep 1; done
"$KIOSK_TEST_PRINTER" end; rm -rf "$KIOSK_TEST_FOLDER"' guard $$ </dev/null >/dev/null 2>&1 &
command=
trap clean_up EXIT
trap '[ "$command" ] && kill "$command"; exit 130' INT
trap '[ "$command" ] && kill "$command"; exit 143' TERM

if ! "$KIOSK_TEST_PRINTER" begin; then
    tail -n 20 "$folder"/log/* >&2
    fail "the print service did not start (its logs are above)"
fi
# In the background, so that a signal is answered at once and not after the command's end.
"$@" <&0 &
command=$!
wait "$command"
