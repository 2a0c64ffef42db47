# shellcheck shell=bash
# What kiosk/run, tests/run and tests/bench/run have in common: plain words to the person who waits,
# packages, the build, a screen where there is none. Sourced with `root` set to the top of the sources.
: "${root:?}"

# Each argument is a line.
say() {
    printf '%s\n' "$@"
}

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# The packages of the named sections of packages.txt, one a line.
packages_of() {
    local section
    for section in "$@"; do
        awk -v want="[$section]" '
            /^\[/ { on = ($1 == want); found = found || on; next }
            on && NF && $1 !~ /^#/ { print $1 }
            END { exit !found }' "$root/kiosk/packages.txt" ||
            fail "kiosk/packages.txt has no section [$section]."
    done | LC_ALL=C sort -u
}

# Those of the packages on standard input (sorted) that are not installed, one a line.
packages_missing() {
    local wanted
    mapfile -t wanted
    # Of an unknown name dpkg-query says nothing, and another architecture's copy does not count.
    LC_ALL=C comm -23 <(printf '%s\n' "${wanted[@]}") <(
        dpkg-query -W -f '${db:Status-Status} ${binary:Package}\n' "${wanted[@]}" 2>/dev/null |
            sed -n "s/^installed \([^:]*\)\(:$(dpkg --print-architecture)\)\?$/\1/p" | LC_ALL=C sort)
}

# Runs apt-get as root. Questions are asked only where somebody can answer.
apt() {
    local as=()
    [ "$(id -u)" -eq 0 ] || as=(sudo)
    [ -t 0 ] || as+=(env DEBIAN_FRONTEND=noninteractive)
    "${as[@]}" apt-get -o DPkg::Lock::Timeout=300 -o APT::Color=0 "$@"
}

# install_packages SECTION...: installs what is missing; nothing happens if nothing is. False if
# apt-get failed; ends the script where it cannot be run at all.
install_packages() {
    local wanted missing
    command -v apt-get dpkg-query >/dev/null ||
        fail "This needs Debian's apt-get. On another system, install what kiosk/packages.txt lists."
    wanted=$(packages_of "$@") || exit 1
    mapfile -t missing < <(packages_missing <<<"$wanted")
    [ ${#missing[@]} -gt 0 ] || return 0
    say "${#missing[@]} packages are missing: ${missing[*]}"
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        fail "To install them, run this as root or install sudo. Or, as root: apt-get install ${missing[*]}"
    fi
    say "Installing them with apt-get."
    apt update && apt install -y --no-install-recommends "${missing[@]}"
}

# build PRESET FOLDER: configures when there is a reason to, and builds what changed.
build() {
    local preset=$1 folder=$root/$2
    if ! grep -qsFx "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt" ||
        [ ! -e "$folder/build.ninja" ] || [ "$root/CMakePresets.json" -nt "$folder/build.ninja" ]; then
        say "Setting up the build in $2/."
        (cd "$root" && cmake --fresh --preset "$preset" --log-level=WARNING >/dev/null) || return 1
    fi
    (cd "$root" && cmake --build "$2")
}

# virtual_display WIDTHxHEIGHT: starts a screen made of memory; sets DISPLAY and display_pid.
# Whoever calls it ends display_pid.
virtual_display() {
    local number file
    file=$(mktemp)
    Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp -ac -noreset 3>"$file" >/dev/null 2>&1 &
    display_pid=$!
    for _ in $(seq 100); do
        number=$(cat "$file")
        [ -n "$number" ] && break
        kill -0 "$display_pid" 2>/dev/null || break
        sleep 0.1
    done
    rm -f "$file"
    [ -n "$number" ] || fail "The virtual screen (Xvfb) did not start."
    export DISPLAY=:$number
}
