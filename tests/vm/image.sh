# shellcheck shell=bash
# A small Debian for the package to be tried in: made once from package names, kept as an archive
# outside of the source tree, made anew when the names change. Sourced with `root` set.
: "${root:?}"
# shellcheck source=kiosk/setup.sh
. "$root/kiosk/setup.sh"

machine_cache=${KIOSK_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/physio-kiosk}

# The sources this machine itself installs Debian's packages from, as lines of sources.list.
machine_sources() {
    # shellcheck disable=SC2016 # apt's own words
    apt-get indextargets --format 'deb $(REPO_URI) $(CODENAME) $(COMPONENT) $(ORIGIN)' 'Created-By: Packages' |
        sed -n 's/ Debian$//p' | sort -u
}

# machine_packages PACKAGE.deb: the names of all that goes in, one a line.
machine_packages() {
    {
        packages_of machine
        dpkg-deb -f "$1" Depends | tr ',' '\n' | sed 's/^ *//; s/[ (|].*//'
    } | LC_ALL=C sort -u
}

# machine_archive PACKAGE.deb: prints the path of the archive; makes it first where it is not there. The
# oldest of more than two goes.
machine_archive() {
    local wanted key archive making
    wanted=$(machine_packages "$1")
    key=$(cat <(printf '%s\n' "$wanted") "$root/tests/vm/image.sh" | sha256sum | cut -c 1-16)
    archive=$machine_cache/machine-$key.tar
    mkdir -p "$machine_cache"
    exec 8>"$machine_cache/lock"
    flock 8
    if [ ! -e "$archive" ]; then
        printf '%s\n' "Making the small system (once; about three minutes)." >&2
        making=$machine_cache/making.tar
        machine_sources >"$machine_cache/sources.list"
        nice -n 5 mmdebstrap --quiet --variant=minbase --include="$(tr '\n' ',' <<<"$wanted")" \
            --aptopt='APT::Install-Recommends "false"' \
            --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
            --dpkgopt='path-exclude=/usr/share/locale/*' \
            --customize-hook='printf "virtio_pci\nvirtio_blk\next4\n" >>"$1/etc/initramfs-tools/modules"' \
            --customize-hook='printf "MODULES=list\n" >"$1/etc/initramfs-tools/conf.d/machine"' \
            --customize-hook='chroot "$1" update-initramfs -u' \
            bookworm "$making" "$machine_cache/sources.list" >&2 || return 1
        mv "$making" "$archive"
        find "$machine_cache" -name 'machine-*.tar' -printf '%T@ %p\n' | sort -rn | tail -n +3 |
            cut -d' ' -f2- | xargs -r rm -f
    fi
    exec 8>&-
    printf '%s\n' "$archive"
}
