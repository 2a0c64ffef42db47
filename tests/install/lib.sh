# shellcheck shell=bash
# What the tests of the package share. Sourced with `root` and `build` set; `folder` is the test's own.
: "${root:?}" "${build:?}" "${folder:=}"

# make_package FOLDER [VERSION]: the Debian package of this build, in FOLDER; sets `package`.
make_package() {
    mkdir -p "$1"
    cpack --config "$build/CPackConfig.cmake" -B "$1" ${2+-D CPACK_PACKAGE_VERSION="$2"} >"$1/cpack.log" 2>&1 || {
        cat "$1/cpack.log" >&2
        return 1
    }
    package=$(find "$1" -maxdepth 1 -name 'physio-kiosk_*.deb')
    rm -rf "$1/_CPack_Packages"
    [ -f "$package" ]
}

# expect SENTENCE COMMAND...: ends the test with the sentence, and what the command said, where it fails.
expect() {
    local sentence=$1
    shift
    "$@" >"$folder/said" 2>&1 || {
        cat "$folder/said" >&2
        fail "Wrong: $sentence"
    }
}
# said WORDS: a line of what the last one said matches, and only one.
said() {
    [ "$(grep -c -e "$1" "$folder/said")" = 1 ] || {
        cat "$folder/said" >&2
        fail "Wrong: it does not say \"$1\", once."
    }
}
no() {
    ! "$@"
}
