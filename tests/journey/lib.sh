# shellcheck shell=bash
# Driving the kiosk through its control socket, as tests and the tour do. Sourced with `root` set;
# start_kiosk needs DISPLAY.
: "${root:?}"

kioskctl=$root/build/bin/kioskctl
[ -z "${KIOSK_BIN-}" ] || kioskctl=$KIOSK_BIN/kioskctl

# start_kiosk FOLDER ARGUMENT...: starts the kiosk with its socket and log in FOLDER; sets kiosk_pid, socket.
start_kiosk() {
    local folder=$1
    shift
    socket=$folder/control.sock
    rm -f "$socket"
    "${KIOSK_BIN:-$root/build/bin}/physio-kiosk" --control "$socket" "$@" 2>"$folder/kiosk.log" &
    kiosk_pid=$!
    ask '{"do":"wait","screen":"attract","timeout_ms":30000}' >/dev/null || {
        cat "$folder/kiosk.log" >&2
        return 1
    }
}

stop_kiosk() {
    kill "$kiosk_pid" 2>/dev/null || return 0
    wait "$kiosk_pid" 2>/dev/null || return $?
}

ask() {
    "$kioskctl" "$socket" "$@"
}

member() {
    "$kioskctl" --get "$1" "$socket" "$2"
}

tap() {
    ask "{\"do\":\"tap\",\"name\":\"$1\"}" >/dev/null
}

wait_screen() {
    ask "{\"do\":\"wait\",\"screen\":\"$1\",\"timeout_ms\":${2:-10000}}" >/dev/null
}

screenshot() {
    ask "{\"do\":\"screenshot\",\"file\":\"$1\"}" >/dev/null
}

# What the tree holds, one item a line: role, id, name.
items() {
    ask '{"do":"tree"}' | grep -o '"role":"[^"]*","id":"[^"]*","name":"[^"]*"' |
        sed 's/"role":"\([^"]*\)","id":"\([^"]*\)","name":"\([^"]*\)"/\1\t\2\t\3/'
}
