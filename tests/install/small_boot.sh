#!/bin/bash
# small_boot.sh FOLDER: inside the new namespaces, makes the mounts that a systemd expects and becomes it.
set -euo pipefail
small=$1 tree=$1/tree

mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=$small/layer:$small/below,upperdir=$small/above,workdir=$small/work" "$tree"
if [ -d "$small/data" ]; then # the partition for data
    mkdir -p "$tree/var/lib/physio-data"
    mount --bind "$small/data" "$tree/var/lib/physio-data"
fi
mount -t proc proc "$tree/proc"
mount -t sysfs -o ro sysfs "$tree/sys"
mount -t cgroup2 cgroup2 "$tree/sys/fs/cgroup"
mount --bind "$tree/proc/sys" "$tree/proc/sys" # this machine's own settings
mount -o remount,ro,bind "$tree/proc/sys"
mount -t tmpfs -o mode=755 tmpfs "$tree/run"
mount -t tmpfs -o mode=755 tmpfs "$tree/dev"
for device in null zero full random urandom tty; do
    touch "$tree/dev/$device"
    mount --bind "/dev/$device" "$tree/dev/$device"
done
mkdir "$tree/dev/pts" "$tree/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$tree/dev/pts"
ln -s pts/ptmx "$tree/dev/ptmx"
touch "$tree/dev/console"
mount --bind "$small/console" "$tree/dev/console"
cd "$tree"
pivot_root . .
umount -l . # what was the root before; its programs are gone now, those of the small Debian are here
cd /
exec setpriv --bounding-set -sys_time,-sys_module,-sys_rawio \
    env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --show-status=no
