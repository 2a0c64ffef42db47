# shellcheck shell=bash
# A small Debian for the package to be tried in: made once from package names, kept as an archive
# outside of the source tree, made anew when the names change. Sourced with `root` set.
: "${root:?}"
# shellcheck source=kiosk/setup.sh
. "$root/kiosk/setup.sh"

machine_cache=${KIOSK_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/physio-kiosk}

# The sources this machine itself installs Debian's packages from, as lines of sources.list.
machine_sources() {
    local lists=/var/lib/apt/lists
    [ -n "$(find $lists -name '*_Packages*' -print -quit)" ] || apt-get -qq update >&2
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

# machine_archive PACKAGE.deb: prints the path of an archive that holds all of them; makes one first where
# there is none. ARCHIVE.list beside it says what it holds; the oldest of more than two goes.
machine_archive() {
    local wanted key archive making=$machine_cache/making.tar
    wanted=$(machine_packages "$1")
    key=$(declare -f make_machine | sha256sum | cut -c 1-12)
    mkdir -p "$machine_cache"
    exec 8>"$machine_cache/lock"
    flock 8
    for archive in "$machine_cache/machine-$key"-*.tar; do
        if [ -e "$archive.list" ] && [ -z "$(comm -23 <(printf '%s\n' "$wanted") "$archive.list")" ]; then
            printf '%s\n' "$archive"
            return
        fi
    done
    printf '%s\n' "Making the small system (once; about three minutes)." >&2
    make_machine "$wanted" "$making" >&2 || return 1
    archive=$machine_cache/machine-$key-$(sha256sum <<<"$wanted" | cut -c 1-12).tar
    LC_ALL=C sort -u "$making.list" >"$archive.list"
    mv "$making" "$archive"
    find "$machine_cache" -name 'machine-*.tar' -printf '%T@ %p\n' | sort -rn | tail -n +3 | cut -d' ' -f2- |
        while IFS= read -r making; do rm -f "$making" "$making.list"; done
    exec 8>&-
    printf '%s\n' "$archive"
}

# make_machine PACKAGES ARCHIVE: the small system as an archive, and ARCHIVE.list.
make_machine() {
    machine_sources >"$machine_cache/sources.list"
    mmdebstrap --quiet --variant=minbase --include="$(tr '\n' ',' <<<"$1")" \
        --aptopt='APT::Install-Recommends "false"' \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' \
        --essential-hook='mkdir -p "$1/etc/initramfs-tools/conf.d"' \
        --essential-hook='printf "MODULES=list\n" >"$1/etc/initramfs-tools/conf.d/machine"' \
        --customize-hook='printf "virtio_pci\nvirtio_blk\next4\n" >>"$1/etc/initramfs-tools/modules"' \
        --customize-hook='chroot "$1" update-initramfs -u' \
        --customize-hook="chroot \"\$1\" dpkg-query -W -f '\${Package}\n' >'$2.list'" \
        bookworm "$2" "$machine_cache/sources.list"
}
