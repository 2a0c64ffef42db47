"""Use and faults: a finger, keys, programs that die, a panel and a screen that come and go."""
import time

from appliance import STATE
from machine import Wrong


def stillness(a):
    """Wakeups of the kiosk on a still screen, of all its threads, by the second."""
    count = f"cat /proc/{a.pid()}/task/*/status | awk '/^voluntary/ {{ n += $2 }} END {{ print n }}'"
    first, start = int(a.shell(count)), time.monotonic()
    time.sleep(24)
    rate = (int(a.shell(count)) - first) / (time.monotonic() - start)
    if rate > 8:  # one that does not sleep wakes up sixty times
        raise Wrong(f"A still screen wakes up {rate:.1f} times a second.")
    return f"{rate:.2f} wakeups a second"


def player_dies(a, how):
    """The player killed or stopped while a video plays: another one goes on."""
    a.to_video()
    before = a.shell("pidof physio-kiosk-player").split()[0]
    a.shell(f"kill -{how} {before}")
    a.until(lambda: a.shell("pidof physio-kiosk-player || true") not in ("", before), 60, "No player came back.")
    a.moves()
    a.go(("exercise.home", "hub"), ("hub.finish", "attract"))
    a.to_hub()  # the next patient, who is asked anew


def kiosk_dies(a, how):
    """The kiosk killed or stopped on another screen than the first: it comes back by itself."""
    before = a.pid()
    start = time.monotonic()
    a.shell(f"kill -{how} {before}")
    a.sees("attract")
    took = time.monotonic() - start
    if a.pid() == before:
        raise Wrong("The kiosk was not started anew.")
    a.to_hub()
    return f"{took:.1f} s from there to the picture"


def keys(a):
    """No combination of keys leads anywhere."""
    before = a.pid()
    for codes in ("29 56 60", "29 56 59", "29 56 111", "56 62", "56 15", "1", "125", "29 46", "56 99 48", "99",
                  "142", "205", "408"):
        a.machine.finger(f"keys {codes}")
        time.sleep(0.3)
    time.sleep(2)
    a.sees("hub", 20)
    if a.pid() != before:
        raise Wrong("A key ended the kiosk.")


def panel(a):
    """The panel's cable pulled and put back."""
    a.machine.finger("unplug")
    time.sleep(3)
    a.machine.finger("plug")
    time.sleep(3)
    a.go(("hub.finish", "attract"))


def monitor(a):
    """The screen's cable pulled and put back, as the kernel tells it: the picture is there and a finger works."""
    before = a.pid()
    connector = "/sys/class/drm/card0-Virtual-1/status"
    a.shell(f"echo off >{connector}")
    time.sleep(5)
    a.shell(f"echo on >{connector}; echo detect >{connector}")
    a.sees("attract", 60)
    a.to_hub()
    a.go(("hub.finish", "attract"))
    if a.pid() != before:
        raise Wrong("The kiosk was started anew.")


def hours(a):
    """Outside opening hours the screen goes off, and a touch wakes it and does nothing else."""
    power = "cat /sys/class/drm/card0-Virtual-1/dpms"
    closed = "".join(f"  {day}day: closed\\n" for day in
                     ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"))
    a.shell("head -c 64 /dev/zero >/run/later && chmod 644 /run/later")
    a.with_preload("later.so", "physio-kiosk")
    a.sees("attract")
    a.publish(f"printf 'hours:\\n{closed}' >>clinic.yaml")
    time.sleep(3)
    if a.shell(power) != "On":
        raise Wrong("The screen is dark at once, though somebody may just have come in.")
    a.shell("printf 400000 | dd of=/run/later conv=notrunc status=none")
    a.until(lambda: a.shell(power) == "Off", 60, "The screen stays on outside opening hours.")
    a.tap("attract.start")
    a.sees("attract", 60)
    if a.shell(power) != "On":
        raise Wrong("A touch does not switch the screen on.")
    a.to_hub()
    a.go(("hub.finish", "attract"))
    a.publish("sed -i '/^hours:$/,$d' clinic.yaml")
    a.with_preload("", "physio-kiosk")
    a.sees("attract")
    a.shell(f"[ -e {STATE}/current ]")
