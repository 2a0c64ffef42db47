"""Bad luck: the kiosk comes up, or a sentence stands on the screen; never black, never a console."""
import os
import shutil
import time

from appliance import STATE
from machine import Wrong


def no_screen(a):
    """Power on without a screen on its cable: the kiosk waits, which is no start that failed, and is there when one is
    plugged in."""
    a.machine.power_on(append="video=Virtual-1:d", forget=True)
    a.machine.shell_up()
    a.until(lambda: "looked for again" in a.log(), 120, lambda: "Nothing says that a screen is waited for: " + a.log())
    a.shell(f"grep -q '^count [1-9]' {STATE}/starts")
    a.until(lambda: not a.shell(f"grep -v '^count 0' {STATE}/starts | grep count || true"), 120,
            lambda: "A start that waits for its screen counts as one that failed: " + a.shell(f"cat {STATE}/starts"))
    if a.shell("systemctl show -P NRestarts physio-kiosk") != "0":
        raise Wrong("The kiosk is started over and over without a screen.")
    a.shell("echo on >/sys/class/drm/card0-Virtual-1/status")
    a.sees("attract", 120)


def no_driver(a):
    """The screen's driver is missing: the console, which still works, shows a sentence; the kiosk waits."""
    a.machine.power_on(append="modprobe.blacklist=virtio_gpu", forget=True)
    a.machine.shell_up()
    a.until(lambda: "cannot show its picture" in a.shell("tr -d '\\0' </dev/vcs1"), 240,
            lambda: "No sentence stands on the console: " + a.log())
    if a.machine.nearest({"black": a.pictures["black"]})[1] < 0.5:
        raise Wrong("The sentence stands on a black screen.")
    if a.shell("systemctl show -P NRestarts physio-kiosk") != "0":
        raise Wrong("The kiosk is started over and over without a driver.")


def full_disk(a):
    """The data partition has no room left."""
    a.boot(forget=True)
    a.shell("dd if=/dev/zero of=/var/lib/physio-data/full bs=1M 2>/dev/null; dd if=/dev/zero of=/var/lib/physio-data/rest "
            "bs=512 2>/dev/null; sync; systemctl restart physio-kiosk", 240)
    a.sees("attract")
    a.to_hub()
    a.to_video()
    a.go(("exercise.home", "hub"), ("hub.finish", "attract"))


def damaged_disk(a):
    """The data partition is not readable any more: what was installed is shown."""
    a.machine.pull_plug()
    shutil.copy(f"{a.folder}/data.img", f"{a.folder}/data.kept")
    with open(f"{a.folder}/data.img", "r+b") as disk:
        for at in range(0, 256 << 20, 8 << 20):
            disk.seek(at)
            disk.write(b"\xa5" * (1 << 20))
    try:
        a.boot()  # without the shaders that are kept there each new screen takes its time: the first one has to do
        a.shell(f"! findmnt {STATE}")
    finally:
        a.machine.pull_plug()
        shutil.move(f"{a.folder}/data.kept", f"{a.folder}/data.img")


def no_content(a):
    """Neither a published set nor the installed one: a sentence, and whom to tell."""
    a.boot(forget=True)
    a.shell(f"mkdir -p /run/nothing && systemctl stop physio-kiosk physio-kiosk-publish && "
            f"mount --bind /run/nothing {STATE} && mount --bind /run/nothing /usr/share/physio-kiosk/content && "
            "systemctl start physio-kiosk", 240)
    a.sees("no-content")


def wrong_clock(a):
    """A clock that begins in 1999."""
    a.boot(forget=True, more=("-nic", "none", "-rtc", "base=1999-01-01T00:00:00"))
    a.to_hub()


def rescue(a):
    """The README's words for a screen that stays black, in a system that started for repair only."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../systemd/README.md"), encoding="utf-8") as page:
        words = next(line.strip() for line in page if "SDL_VIDEODRIVER=kmsdrm" in line)
    a.machine.power_on(append="systemd.unit=rescue.target", forget=True)
    a.machine.shell_up()
    if a.shell("systemctl is-active physio-kiosk || true") == "active":
        raise Wrong("The system started for repair runs the kiosk: this step proves nothing.")
    a.shell(f"({words} >/run/said) >/dev/null 2>&1 &")
    a.sees("attract", 60)
    a.until(lambda: "drawing by" in a.shell("cat /run/said"), 90, "It does not say how it draws.")
    a.until(lambda: not a.machine.sees(a.pictures) == "attract", 30, "It does not leave the screen.")
