"""What stands around the computer: a printer, a network that must not be used, a staff's stick."""
import hashlib
import os
import shutil
import struct
import subprocess
import time

from appliance import STATE
from machine import Wrong

MAC = "52:54:00:12:34:56"


# ---- what is plugged in before power-on ----

def equipment(a):
    """A network card, whose frames go into a file out here, and a stick with videos: three new files, two changed, one
    less than in the staff's folder."""
    a.frames_file, a.stick_file = f"{a.folder}/net.pcap", f"{a.folder}/stick.img"
    videos = f"{a.folder}/stick/physio-kiosk/videos"
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../videos")
    shutil.copytree(source, videos, ignore=shutil.ignore_patterns("studio"))
    for number in (1, 2, 3):
        shutil.copy(f"{videos}/butterfly-stretch.jpg", f"{videos}/new {number}.jpg")
    for name in ("butterfly-stretch.en.vtt", "butterfly-stretch.es.vtt"):
        with open(f"{videos}/{name}", "a", encoding="utf-8") as words:
            words.write("\nNOTE by staff\n")
    os.remove(f"{videos}/lateral-lunge.zh.vtt")
    subprocess.run(["mkfs.vfat", "-C", a.stick_file, "65536"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["mcopy", "-s", "-i", a.stick_file, f"{a.folder}/stick/physio-kiosk", "::"], check=True)
    a.equipped = True
    return ["-netdev", "user,id=net,restrict=on,ipv6=off", "-device", f"virtio-net-pci,netdev=net,mac={MAC}",
            "-object", f"filter-dump,id=dump,netdev=net,file={a.frames_file}", "-device", "qemu-xhci,id=usb",
            "-blockdev", f"driver=raw,node-name=stick,file.driver=file,file.filename={a.stick_file}",
            "-device", "usb-storage,id=stick-1,drive=stick,bus=usb.0,removable=on"]


# ---- printing ----

def jobs_done(a):
    """How many pages jobs the printer has."""
    return int(a.shell("ls /run/printed | wc -l"))


def printer_set_up(a):
    """A printer that the setup finds and tries, as on a real machine."""
    a.shell("mkdir -p /run/printed && (setsid ippeveprinter -r off -p 8631 -n localhost -d /run/printed -k "
            "-f application/pdf,image/pwg-raster,image/urf 'Test Kiosk' >/run/printer.log 2>&1 &) ; sleep 3")
    before = a.generation()
    a.shell("mount -o remount,rw / && physio-kiosk-setup --yes --printer ipp://localhost:8631/ipp/print >/run/setup.log "
            "2>&1; code=$?; mount -o remount,ro /; [ $code = 0 ] || { cat /run/setup.log; false; }", 300)
    a.until(lambda: jobs_done(a) == 1, 240, "The setup's test page did not come out.")
    a.until(lambda: a.generation() != before, 120, "The printer's name was not published.")
    a.shell("systemctl restart physio-kiosk", 240)
    a.sees("attract")


def page_printed(a):
    """The kiosk's own Print button: a page comes out, and nothing of it stays."""
    before = jobs_done(a)
    a.to_hub()
    a.go(("hub.print", "handout"))
    a.tap("handout.print")
    a.until(lambda: jobs_done(a) == before + 1, 300, lambda: "No page came out: " + a.log("cups")[-600:])
    a.sees_printed()
    a.go(("printing.done", "handout"), ("handout.finish", "attract"))
    a.until(lambda: not a.shell("ls /var/spool/cups | grep '^d[0-9]' || true"), 60, "A page stays in the spool.")


# ---- offline ----

def frames(a):
    """The frames that the computer has sent, as bytes."""
    sent, mac = [], bytes(int(part, 16) for part in MAC.split(":"))
    with open(a.frames_file, "rb") as file:
        file.read(24)
        while len(head := file.read(16)) == 16:
            frame = file.read(struct.unpack("<IIII", head)[2])
            if frame[6:12] == mac:
                sent.append(frame)
    return sent


def offline(a):
    """A network that reaches a router and a name server: a visit with a video and a printed page sends no frame.
    The control, a program that does call somebody, is seen."""
    a.shell("mkdir -p /run/systemd/network && printf '[Match]\\nName=en* eth*\\n[Network]\\nAddress=10.0.2.15/24\\n"
            "Gateway=10.0.2.2\\nLinkLocalAddressing=no\\nIPv6AcceptRA=no\\n' >/run/systemd/network/10-test.network && "
            "systemctl start systemd-networkd")
    a.until(lambda: "0202000A" in a.shell("cat /proc/net/route"), 60, "The network did not come up.")
    a.shell("timeout 5 bash -c ': </dev/tcp/10.0.2.2/80'; timeout 5 getent hosts clinic.example; true")
    control = len(frames(a))
    if not control:
        raise Wrong("A program that calls a host was not seen: this test proves nothing.")
    time.sleep(5)
    before = len(frames(a))
    a.visit()
    page_printed(a)
    new = frames(a)[before:]
    if new:
        raise Wrong(f"{len(new)} frames were sent in a visit; the first: {new[0][:80].hex()}")
    user = a.shell("id -u physio-kiosk")
    held = a.shell(f"cat /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6 /proc/net/raw | "
                   f"awk '$8 == {user}'")
    if held:
        raise Wrong(f"The kiosk's user holds a socket: {held}")
    return f"the control sent {control} frames, the visit none"


# ---- the stick ----

def stick_digest(a):
    """What is on it, byte for byte."""
    return hashlib.sha256(open(a.stick_file, "rb").read()).hexdigest()


def untouched(a):
    """Nobody has looked into the stick."""
    a.until(lambda: a.shell("lsblk -rno TRAN | grep -c usb || true") != "0", 30, "The computer sees no stick.")
    time.sleep(5)
    a.sees("attract", 20)
    a.shell("! findmnt /run/physio-kiosk-stick && ! lsblk -rno TRAN,MOUNTPOINTS | grep 'usb /'")
    for unit in ("physio-kiosk-stick", "physio-kiosk-stick-write"):
        if a.shell(f"systemctl show -P ExecMainStartTimestamp {unit}.service"):
            raise Wrong(f"{unit} was started by a stick.")


def stick_ignored(a):
    """At boot and when it is plugged in, nothing happens by itself."""
    untouched(a)
    a.machine.command("device_del", id="stick-1")
    a.until(lambda: a.shell("lsblk -rno TRAN | grep -c usb || true") == "0", 30, "The stick was not unplugged.")
    a.machine.command("device_add", driver="usb-storage", id="stick-2", drive="stick", bus="usb.0", removable=True)
    untouched(a)


def stick_used(a):
    """Behind the staff code: compared, taken over, and written to only by another wish."""
    before, shown = stick_digest(a), a.generation()
    a.shell("(setsid sh -c 'while sleep 0.2; do findmnt -rno OPTIONS /run/physio-kiosk-stick; done' >/run/mounts 2>&1 &)")
    a.to_staff()
    a.go(("staff.more", "staff-more"))
    a.tap("staff-more.staff-stick")
    a.sees_stick("found")
    said = a.shell("cat /run/physio-kiosk/stick.json")
    if '"new":3,"changed":2,"removed":1' not in said:
        raise Wrong(f"The stick is compared as {said}.")
    a.go(("staff-stick.take", "staff-sure"))
    a.tap("staff-sure.yes")
    a.sees_stick("taken")
    a.until(lambda: a.generation() != shown, 240, "What the stick brought was not published.")
    a.shell(f"[ -e {STATE}/current/videos/butterfly-stretch.en.vtt ] && "
            f"grep -q 'NOTE by staff' {STATE}/current/videos/butterfly-stretch.en.vtt && "
            f"[ ! -e {STATE}/current/videos/lateral-lunge.zh.vtt ]")
    seen = set(a.shell("cat /run/mounts").splitlines())
    if not seen or any(not {"ro", "nosuid", "nodev", "noexec"} <= set(line.split(",")) for line in seen):
        raise Wrong(f"The stick was mounted as {seen or 'nobody saw'}.")
    if stick_digest(a) != before:
        raise Wrong("Reading wrote to the stick.")
    a.go(("staff-stick.write", "staff-sure"))
    a.tap("staff-sure.yes")
    a.sees_stick("written")
    counts = subprocess.run(["mtype", "-i", a.stick_file, "::physio-kiosk/report/counts.csv"], check=True,
                            capture_output=True, text=True).stdout
    if not counts.startswith("month,"):
        raise Wrong(f"The stick's counts are {counts!r}.")
    a.until(lambda: not a.shell("findmnt /run/physio-kiosk-stick || true"), 30, "The stick stays mounted.")
    a.go(("staff-stick.close", "attract"))
