# shellcheck shell=bash
# Driving the kiosk through its control socket, as tests and the tour do. Sourced with `root` set;
# start_kiosk needs DISPLAY.
: "${root:?}"
# shellcheck source=tests/within.sh
. "$root/tests/within.sh"

kioskctl=$root/build/bin/kioskctl
[ -z "${KIOSK_BIN-}" ] || kioskctl=$KIOSK_BIN/kioskctl

# start_kiosk FOLDER ARGUMENT...: starts the kiosk with its socket and log in FOLDER; sets kiosk_pid, socket.
# Without --content it shows the first topic alone: two_topics walks through the choice of one.
start_kiosk() {
    local folder=$1
    shift
    if [[ " $* " != *" --content "* ]]; then
        [ -d "$folder/one-topic" ] || one_topic "$folder/one-topic"
        set -- --content "$folder/one-topic" "$@"
    fi
    socket=$folder/control.sock
    rm -f "$socket"
    "${KIOSK_BIN:-$root/build/bin}/physio-kiosk" --control "$socket" "$@" 2>"$folder/kiosk.log" &
    kiosk_pid=$!
    ask '{"do":"wait","screen":"attract","timeout_ms":30000}' >/dev/null || {
        cat "$folder/kiosk.log" >&2
        return 1
    }
}

# one_topic FOLDER: a copy of the content with the first topic alone, and of its exercises three that
# can be watched, in this order: what the journeys count does not change with every new video. The number to
# call is set, as in a clinic.
one_topic() {
    local topic=$1/inner-thigh-cramps page
    mkdir "$1"
    cp -r "$root"/content/*.yaml "$root/content/inner-thigh-cramps" "$1/"
    sed -i 's/^emergency_number:.*/emergency_number: 911/' "$1/clinic.yaml"
    sed -i -e '/^routine:/,/^before:/{/^  - [a-z-]*$/d}' \
        -e 's/^routine:.*/routine: [butterfly-stretch, plie-squat, chair-stretch]/' "$topic/topic.md"
    for page in "$topic"/stretches/*.md "$topic"/strengthening/*.md; do
        case $page in
        */butterfly-stretch.* | */plie-squat.* | */chair-stretch.*) ;;
        *) sed -i -e '/^video:/d' -e '/^hold_from:/d' -e '/^hold_to:/d' -e '/^rep_at:/d' -e '/^other_side:/d' "$page" ;;
        esac
    done
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
    ask "{\"do\":\"wait\",\"screen\":\"$1\",\"timeout_ms\":$((5 * ${2:-10000}))}" >/dev/null
}

# hold_corner X Y: a finger rests there, in px of the display, until the staff code is asked for.
hold_corner() {
    xdotool mousemove "$1" "$2" mousedown 1
    wait_screen staff-pin || fail "The corner does not open the staff code."
    xdotool mouseup 1
    sleep 0.5 # it counts as a touch too, so it must have been seen before a test goes on
    ask '{"do":"tree"}' >/dev/null
}

screenshot() {
    ask "{\"do\":\"screenshot\",\"file\":\"$1\"}" >/dev/null
}

# What the tree holds, one item a line: role, id, name.
items() {
    ask '{"do":"tree"}' | grep -o '"role":"[^"]*","id":"[^"]*","name":"[^"]*"' |
        sed 's/"role":"\([^"]*\)","id":"\([^"]*\)","name":"\([^"]*\)"/\1\t\2\t\3/'
}

# ---- for tests: a screen of its own, asserts, real clicks -------------------------------------------

# begin WIDTHxHEIGHT: a virtual screen and an empty $folder; both go when the test ends, and a kiosk
# with them. What the kiosk logged is shown if the test failed.
begin() {
    # shellcheck source=kiosk/setup.sh
    . "$root/kiosk/setup.sh"
    folder=$(mktemp -d "${TMPDIR:-/tmp}/kiosk-journey.XXXXXX")
    kiosk_pid='' display_pid=''
    trap 'end_test $?' EXIT
    virtual_display "$1"
}

end_test() {
    if [ "$1" -ne 0 ]; then
        if [ -n "$kiosk_pid" ] && kill -0 "$kiosk_pid" 2>/dev/null; then
            printf '%s\n' "--- what was on the screen:"
            timeout 5 "$kioskctl" "$socket" '{"do":"tree"}' || true
        fi >&2
        [ ! -e "$folder/kiosk.log" ] || tail -n 40 "$folder/kiosk.log" >&2
    fi
    [ -z "$kiosk_pid" ] || kill -9 "$kiosk_pid" 2>/dev/null || true
    [ -z "$display_pid" ] || kill "$display_pid" 2>/dev/null || true
    rm -rf "$folder"
}

# A copy of the first topic and of the videos for a test to change; sets `own`, the switches that
# show it.
copy_content() {
    one_topic "$folder/content"
    cp -r "$root/videos" "$folder/"
    # shellcheck disable=SC2034 # for the test
    own=(--content "$folder/content" --videos "$folder/videos")
}

# setting KEY VALUE: a line of the copy's clinic.yaml.
setting() {
    sed -i "s|^$1:.*|$1: $2|" "$folder/content/clinic.yaml"
    grep -q "^$1: $2\$" "$folder/content/clinic.yaml" || fail "clinic.yaml has no \"$1\"."
}

# expect SENTENCE COMMAND...: the test ends here unless the command succeeds.
expect() {
    local sentence=$1
    shift
    "$@" >/dev/null 2>&1 || fail "Wrong: $sentence ($*)"
}

# same SENTENCE GOT WANTED
same() {
    [ "$2" = "$3" ] || fail "Wrong: $1: \"$2\", not \"$3\""
}

no() {
    ! "$@"
}

# What the tree holds with places, one item a line: role, id, x, y, w, h, enabled, chosen, name.
rows() {
    ask '{"do":"tree"}' | sed 's/{"role":/\n&/g' |
        sed -n 's/^{"role":"\([^"]*\)","id":"\([^"]*\)","name":"\(.*\)","x":\(-\?[0-9]*\),"y":\(-\?[0-9]*\),"w":\([0-9]*\),"h":\([0-9]*\),"enabled":\([a-z]*\),"chosen":\([a-z]*\).*/\1\t\2\t\4\t\5\t\6\t\7\t\8\t\9\t\3/p'
}

# on_screen ID_OR_WORDS: it is there, whether it can be tapped or not.
on_screen() {
    rows | awk -F '\t' -v what="$1" '$2 == what || $9 == what { found = 1 } END { exit !found }'
}

# part_of_screen WORDS: some text on the screen holds them.
part_of_screen() {
    rows | cut -f 9 | grep -qF -- "$1"
}

enabled() {
    rows | awk -F '\t' -v what="$1" '($2 == what || $9 == what) && $7 == "true" { found = 1 } END { exit !found }'
}

chosen() {
    rows | awk -F '\t' -v what="$1" '($2 == what || $9 == what) && $8 == "true" { found = 1 } END { exit !found }'
}

# click ID_OR_WORDS: a real click on the middle of it, once touches count again after a change of screen.
click() {
    local place
    sleep 0.55
    place=$(rows | awk -F '\t' -v what="$1" '
        ($2 == what || $9 == what) && $7 == "true" && $1 ~ /button|answer|switch/ { at = int($3 + $5 / 2) " " int($4 + $6 / 2) }
        END { print at }')
    [ -n "$place" ] || fail "There is no \"$1\" to click."
    # shellcheck disable=SC2086 # x and y
    xdotool mousemove $place click 1
}

# go WHERE ID_OR_WORDS: clicks it and is there.
go() {
    click "$2"
    wait_screen "$1" || fail "A click on \"$2\" did not lead to \"$1\"."
}

# stat_of NAME: a number of the statistics.
stat_of() {
    member "$1" '{"do":"stats"}'
}

screen_now() {
    member screen '{"do":"tree"}'
}

question_now() {
    rows | awk -F '\t' '$1 == "progress" { print $9; exit }' # whatever the language
}

question_is() {
    [ "$(question_now)" = "$1" ]
}

# answer ID: answers the question on the screen and waits until the next thing stands there.
answer() {
    local before
    # shellcheck disable=SC2034 # read by the eval below
    before=$(question_now)
    click "$1"
    within 5 no question_is "$before" || fail "The answer \"$1\" did not move on."
}
