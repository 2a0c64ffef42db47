"""The plug: pulled at every moment, and the two controls that show what these steps would find."""
import random
import time

from appliance import STATE
from machine import NotSeen, Wrong


def only_what_is_synced(a):
    """From here to the next power-off nothing reaches the disk by itself: what is not synced is lost for sure."""
    a.shell("mount -o remount,commit=300 /var/lib/physio-data && echo 0 >/proc/sys/vm/dirty_writeback_centisecs")


def good_set(a):
    """The set that is shown holds good content, on a disk that can be written."""
    a.shell(f"! findmnt -no OPTIONS {STATE} | grep -qw ro")
    a.shell(f"physio-kiosk check {STATE}/current/content >/run/said 2>&1 || {{ tail /run/said; false; }}", 240)


def cut_and_boot(a, **how):
    """The plug is pulled and put back: the counts and the set are as they were."""
    counts, generation = a.counts(), a.generation()
    said = a.boot(**how)  # pulls it first
    good_set(a)
    if a.counts() != counts:
        raise Wrong(f"The counts were lost: {counts!r} became {a.counts()!r}.")
    if a.generation() != generation:
        raise Wrong(f"What was published is lost: {generation} became {a.generation()}.")
    return said


def use(a):
    """Somebody watches a video, staff change something; all of it is a second old."""
    only_what_is_synced(a)
    now = int(time.monotonic())  # each time another change
    a.publish(f"sed -i 's/^headline:.*/headline: Published at {now}, and the plug is pulled/' inner-thigh-cramps/topic.md")
    a.sees("attract")
    a.visit()
    time.sleep(1)


def cut_after_use(a, **how):
    """Right after it the plug is pulled."""
    use(a)
    return cut_and_boot(a, **how)


def cut_while_publishing(a, after=None):
    """Staff save much, the publisher is at it, the plug is pulled: one set or the other, whole."""
    counts = a.counts()
    a.shell("cd /srv/physio-kiosk && cp -r content/inner-thigh-cramps content/second-topic && "
            "for i in 1 2 3 4; do cp videos/butterfly-stretch.webm videos/more-$i.webm; done; "
            "sed -i 's/butterfly-stretch.webm/more-1.webm/' content/second-topic/stretches/butterfly-stretch.md")
    time.sleep(random.uniform(4, 20) if after is None else after)
    said = a.boot()
    good_set(a)
    if a.counts() != counts:
        raise Wrong(f"The counts were lost: {counts!r} became {a.counts()!r}.")
    # All of it goes again, for good: the next step pulls the plug too, and counts what is there.
    a.shell("cd /srv/physio-kiosk && rm -rf content/second-topic videos/more-* && sync")
    time.sleep(6)  # until the folder has been quiet for long enough
    a.until(lambda: not a.shell(f"ls -d {STATE}/current/videos/more-* {STATE}/generation/*.new 2>/dev/null || true"), 240,
            "What was removed is shown still.")
    return said


def cut_in_mid_boot(a, after=None, **how):
    """The plug is pulled while the system starts."""
    counts, generation = a.counts(), a.generation()
    a.machine.power_on()
    a.serial_says("Welcome to")
    time.sleep(random.uniform(1, 15) if after is None else after)
    said = a.boot(**how)
    good_set(a)
    if (a.counts(), a.generation()) != (counts, generation):
        raise Wrong("The counts or the set were lost.")
    return said


def cut_by_chance(a):
    """One of the three, at a random moment."""
    return random.choice((cut_after_use, cut_while_publishing, cut_in_mid_boot))(a)


def nothing_synced(a):
    """The control: in programs whose syncs do nothing, the same cut loses something, and this test sees it."""
    a.boot()
    a.with_preload("nosync.so", "physio-kiosk", "physio-kiosk-publish")
    a.sees("attract")
    use(a)
    try:
        cut_and_boot(a)
    except Wrong as wrong:
        if "lost" in str(wrong) or "failed in there" in str(wrong):
            return str(wrong).splitlines()[0][:120]
        raise
    raise Wrong("Nothing was lost without syncing: the power cuts prove nothing.")


def not_enabled(a):
    """The control: without the unit no first screen, and this test sees it."""
    a.machine.power_on(append="systemd.mask=physio-kiosk.service")
    a.machine.shell_up()
    a.until(lambda: a.machine.try_shell("systemctl is-active multi-user.target")[0] == 0, 300,
            "The system did not come up.")
    try:
        a.sees("attract", 30)  # longer than an enabled one takes after the others
    except NotSeen:
        return
    raise Wrong("The first screen is there without the unit: this test proves nothing.")
