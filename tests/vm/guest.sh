# shellcheck shell=bash
# The disks of the test's computer: the small system with the package installed in it, and an empty data
# partition. Only what stands under "for the test" is not on a real kiosk. Sourced with `root` set.
: "${root:?}"
# shellcheck source=tests/vm/image.sh
. "$root/tests/vm/image.sh"

# guest_tree ARCHIVE PACKAGE FOLDER: the small system in FOLDER with the package installed.
guest_tree() {
    mkdir -p "$3"
    tar -C "$3" -xf "$1"
    rm -f "$3"/etc/dpkg/dpkg.cfg.d/99mmdebstrap
    cp "$2" "$3/tmp/package.deb"
    chroot "$3" dpkg -i /tmp/package.deb >"$3.log" 2>&1 || {
        cat "$3.log" >&2
        return 1
    }
    rm -f "$3/tmp/package.deb"
}

# guest_for_test FOLDER: what the test needs in there, and nothing of the product needs.
guest_for_test() {
    mkdir -p "$1/opt/test"
    cc -O2 -static -o "$1/opt/test/finger" "$root/tests/vm/finger.c"
    printf 'LABEL=root / ext4 defaults 0 1\n' >"$1/etc/fstab"
    printf 'uinput\n' >"$1/etc/modules-load.d/test.conf"
    printf 'kiosk\n' >"$1/etc/hostname"
    tr -d - </proc/sys/kernel/random/uuid >"$1/etc/machine-id"
    ln -sf /dev/null "$1/etc/systemd/system/serial-getty@ttyS0.service"
}

# guest_disks FOLDER: root.img and data.img beside it, vmlinux and initrd for a boot without a loader.
guest_disks() {
    local beside=${1%/*}
    # mke2fs keeps whole seconds of a date, and the list of fonts is made anew unless dates are the same
    find "$1/usr/share/fonts" "$1/usr/local/share/fonts" -type d -exec touch -d '2026-01-01 00:00' {} +
    chroot "$1" fc-cache -s -f
    python3 "$root/tests/vm/vmlinux.py" "$1"/boot/vmlinuz-* "$beside/vmlinux"
    cp "$1"/boot/initrd.img-* "$beside/initrd"
    rm -f "$beside/root.img" "$beside/data.img"
    # In there the setup found no partition to mount: what it wrote belongs onto that one.
    mkdir -p "$beside/data/staff" "$beside/data/state"
    cp -a "$1/srv/physio-kiosk/." "$beside/data/staff/"
    cp -a "$1/var/lib/physio-kiosk/." "$beside/data/state/"
    rm -rf "$1"/srv/physio-kiosk/*/* "$1"/var/lib/physio-kiosk/*
    chroot "$1" chown physio-kiosk:physio-kiosk /var/lib/physio-kiosk
    chown --reference="$1/var/lib/physio-kiosk" "$beside/data/state"
    mke2fs -q -t ext4 -L root -d "$1" "$beside/root.img" 3G
    mke2fs -q -t ext4 -L physio-data -d "$beside/data" "$beside/data.img" 256M
}
