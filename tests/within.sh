# shellcheck shell=bash
# Waiting for something that a test expects. Sourced.

# within SECONDS COMMAND...: until the command succeeds; false if it does not in time. SECONDS: what is plenty on a
# quiet machine; a busy one is given five times as much, so that nothing but a fault fails.
within() {
    local end=$((SECONDS + 5 * $1 + 1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.1
    done
}
