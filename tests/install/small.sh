# shellcheck shell=bash
# A small Debian that runs: its own systemd as process 1, with its own mounts, processes and network, and
# without the rights to touch this machine's clock, modules or settings. Sourced with `root` and `build` set.
: "${root:?}" "${build:?}"
# shellcheck source=tests/install/lib.sh
. "$root/tests/install/lib.sh"
# shellcheck source=tests/vm/image.sh
. "$root/tests/vm/image.sh"

# small_make FOLDER PACKAGE: unpacks what PACKAGE needs, without it.
small_make() {
    small=$1
    mkdir -p "$small"/{below,layer,above,work,tree}
    small_archive=$(machine_archive "$2") || return 1
    tar -C "$small/below" -xf "$small_archive" || return 1
    rm -f "$small"/below/etc/dpkg/dpkg.cfg.d/99mmdebstrap
    echo force-unsafe-io >"$small/below/etc/dpkg/dpkg.cfg.d/test" # this machine's disk stays on
    # As after Debian's own installer.
    printf 'small / overlay errors=remount-ro 0 1\n' >"$small/below/etc/fstab"
    printf '127.0.0.1 localhost\n' >"$small/below/etc/hosts"
    # There is neither a screen nor a console in here: the kiosk draws into memory, all else is as installed.
    mkdir -p "$small"/below/etc/systemd/system/{physio-kiosk.service,dev-physio-screen.device}.d
    printf '[Service]\nEnvironment=SDL_VIDEODRIVER=dummy\nTTYPath=\nStandardInput=null\nTimeoutStartSec=30\n' \
        >"$small/below/etc/systemd/system/physio-kiosk.service.d/test.conf"
    printf '[Unit]\nJobRunningTimeoutSec=1\n' >"$small/below/etc/systemd/system/dev-physio-screen.device.d/test.conf"
}

# small_layer SECTION: puts the packages of that section of packages.txt in as well; kept like the rest of it.
small_layer() {
    local key archive
    key=$({ cat "$small_archive.list" && packages_of "$1" && declare -f layer_make; } | sha256sum | cut -c 1-12)
    archive=$machine_cache/layer-$1-$key.tar
    (
        flock 8
        [ -e "$archive" ] || { rm -f "$machine_cache/layer-$1"-*.tar && layer_make "$archive" "$1"; }
    ) 8>"$machine_cache/lock" || return 1
    tar -C "$small/layer" --xattrs --xattrs-include='*' -xf "$archive"
}

# layer_make ARCHIVE SECTION: what installing those packages changes in the small system.
layer_make() {
    printf '%s\n' "Making the small system's part \"$2\" (once)." >&2
    packages_of "$2" >"$small/wanted"
    machine_sources >"$small/sources.list"
    # shellcheck disable=SC2016 # for the shell in there
    unshare --mount bash -euc 'small=$1 tree=$1/tree
        mount -t overlay overlay -o "lowerdir=$small/below,upperdir=$small/layer,workdir=$small/work" "$tree"
        mount -t proc proc "$tree/proc"
        mount -t tmpfs tmpfs "$tree/run"
        mount -t tmpfs tmpfs "$tree/tmp"
        cp "$small/sources.list" "$small/wanted" "$tree/tmp/"
        cp /etc/resolv.conf /etc/hosts "$tree/tmp/"
        for file in resolv.conf hosts; do touch "$tree/etc/$file"; mount --bind "$tree/tmp/$file" "$tree/etc/$file"; done
        apt="apt-get -qq -o Dir::Etc::SourceList=/tmp/sources.list -o APT::Install-Recommends=false"
        chroot "$tree" env DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -euc "
            $apt update; xargs -a /tmp/wanted $apt install -y; rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin; apt-get clean"' \
        layer "$small" >"$small/layer.log" 2>&1 || {
        tail -n 20 "$small/layer.log" >&2
        return 1
    }
    rm -f "$small"/layer/etc/{hosts,resolv.conf}
    tar -C "$small/layer" --xattrs --xattrs-include='*' -cf "$1.new" .
    mv "$1.new" "$1"
    find "$small/layer" -mindepth 1 -delete
    rm -rf "$small/work" && mkdir "$small/work"
}

# small_start: boots it, and waits until it is up. Call again after small_end: the disk is kept.
small_start() {
    : >"$small/console"
    # a group of its own, so that two of them do not end each other's processes
    small_group=$(findmnt -nt cgroup2 -o TARGET | head -n 1)/physio-small-$$
    mkdir -p "$small_group" || fail "A small Debian that runs needs control groups, version 2, and root."
    (
        echo $BASHPID >"$small_group/cgroup.procs"
        exec unshare --mount --pid --fork --kill-child --net --uts --ipc --cgroup \
            bash "$root/tests/install/small_boot.sh" "$small"
    ) >"$small/boot.log" 2>&1 &
    small_holder=$!
    for _ in $(seq 300); do
        small_init=$(pgrep -P $small_holder || true)
        [ -z "$small_init" ] || ! inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded' || return 0
        kill -0 $small_holder 2>/dev/null || break
        sleep 0.2
    done
    tail -n 20 "$small/boot.log" "$small/console" >&2
    fail "The small Debian did not start."
}

# small_end: as if the plug were pulled.
small_end() {
    [ -n "${small_holder-}" ] || return 0
    kill -9 "$small_holder" 2>/dev/null || true
    wait "$small_holder" 2>/dev/null || true
    small_holder=
    for _ in $(seq 50); do
        find "$small_group" -depth -type d -exec rmdir {} + 2>/dev/null && break
        sleep 0.1
    done
}

# inside COMMAND...: in there, as root.
inside() {
    nsenter -t "$small_init" -m -p -n -u -i -C -r -w setpriv --bounding-set -sys_time,-sys_module,-sys_rawio \
        env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 TERM=dumb HOME=/root "$@"
}
