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

# guest_for_test FOLDER: what the test needs in there, and nothing of the product needs. Set with `build`.
guest_for_test() {
    mkdir -p "$1/opt/test"
    cc -O2 -static -o "$1/opt/test/finger" "$root/tests/vm/finger.c"
    cc -O2 -shared -fPIC -o "$1/opt/test/nosync.so" "$root/tests/vm/nosync.c"
    cp "${build:?}/bin/later.so" "$1/opt/test/"
    printf 'LABEL=root / ext4 errors=remount-ro 0 1\n' >"$1/etc/fstab"
    printf 'uinput\n' >"$1/etc/modules-load.d/test.conf"
    printf 'kiosk\n' >"$1/etc/hostname"
    tr -d - </proc/sys/kernel/random/uuid >"$1/etc/machine-id"
    printf 'nameserver 10.0.2.3\n' >"$1/etc/resolv.conf"
    ln -sf /dev/null "$1/etc/systemd/system/serial-getty@ttyS0.service"
}

# guest_updates FOLDER WORK: a newer package, and one whose kiosk ends at once, for the update to try.
guest_updates() {
    make_package "$2/newer" 99.1
    cp "$2"/newer/*.deb "$1/opt/test/newer.deb"
    dpkg-deb -R "$1/opt/test/newer.deb" "$2/broken"
    sed -i 's/^Version: .*/Version: 99.2/' "$2/broken/DEBIAN/control"
    printf '#!/bin/sh\nexit 1\n' >"$2/broken/usr/bin/physio-kiosk"
    (cd "$2/broken" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | xargs -0 md5sum >DEBIAN/md5sums)
    dpkg-deb -Zgzip -z1 --root-owner-group -b "$2/broken" "$1/opt/test/broken.deb" >/dev/null
    rm -rf "$2/broken"
}

# guest_setup FOLDER: what the person who installs it does, with the read-only disk and the partition for data;
# the staff's screens fade nowhere, since the computer's processor draws them; and the first publishing, which
# takes minutes in there.
guest_setup() {
    # joined, because within a list that ends in "||" the shell goes on after a command that failed
    {
        chroot "$1" env PHYSIO_KIOSK_DATA=yes physio-kiosk-setup --yes --demo --name "The clinic by the river" \
            --timezone Europe/Berlin --pin 4815 &&
        sed -i 's/^motion:.*/motion: reduced/' "$1/srv/physio-kiosk/content/clinic.yaml" &&
        mount -t proc proc "$1/proc" && # the publisher starts the player from beside itself
        chroot --userspec=physio-kiosk:physio-kiosk "$1" physio-kiosk publish --staff /srv/physio-kiosk \
            --state /var/lib/physio-kiosk --settle 0.2 &&
        umount "$1/proc"
    } >"$1.setup.log" 2>&1 || {
        ! mountpoint -q "$1/proc" || umount "$1/proc"
        cat "$1.setup.log" >&2
        return 1
    }
    [ -e "$1/var/lib/physio-kiosk/current" ]
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
