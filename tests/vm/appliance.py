"""appliance.py FOLDER REFERENCES [--all]: what the kiosk's computer has to do, seen by its pixels. FOLDER holds the
disks (guest.sh), REFERENCES what the screens look like (references)."""
import os
import sys
import time

from machine import Machine, Wrong, small


def references(folder):
    """The pictures to compare with and the places to touch, by name."""
    pictures = {name[:-4]: small(f"{folder}/{name}") for name in os.listdir(folder) if name.endswith(".png")}
    pictures["black"] = bytes(len(pictures["attract"]))
    places = {}
    with open(f"{folder}/places", encoding="ascii") as lines:
        for line in lines:
            name, x, y = line.split()
            places[name] = (int(x), int(y))
    return pictures, places


class Appliance:
    """The steps, in order; each is a sentence that becomes true or the test ends."""

    def __init__(self, folder, reference_folder):
        self.machine = Machine(folder)
        self.pictures, self.places = references(reference_folder)

    def step(self, sentence, act):
        """Carries out a step and says what became true, and how long it took."""
        start = time.monotonic()
        more = act()
        print(f"  {time.monotonic() - start:6.1f} s  {sentence}{'; ' + more if more else ''}", flush=True)

    def sees(self, name, seconds=300):
        """Waits for the screen by pixels."""
        return self.machine.wait_for(name, self.pictures, seconds)

    # ---- starting ----

    def serial_says(self, words, seconds=600):
        """Waits for words on the first serial line."""
        end = time.monotonic() + seconds
        while words not in open(self.machine.serial, encoding="utf-8", errors="replace").read():
            if time.monotonic() > end:
                raise Wrong(f"\"{words}\" did not come on the serial line within {seconds} s.")
            time.sleep(0.1)
        return self.machine.cpu_seconds()

    def boot(self):
        """From power-on to the first picture, in CPU-seconds."""
        self.machine.power_on()
        kernel = self.serial_says("Welcome to")
        userspace = self.serial_says("Physiotherapy kiosk")
        self.sees("attract")
        whole = self.machine.cpu_seconds()
        return (f"{whole:.1f} CPU-seconds: kernel {kernel:.1f}, userspace {userspace - kernel:.1f}, "
                f"kiosk {whole - userspace:.1f}")

    def started(self):
        """After a boot: the shell, and a touch panel that is plugged in."""
        self.machine.shell_up()
        self.machine.finger("plug")
        time.sleep(3)

    # ---- what a person does ----

    def touch(self, place, leads_to, tries=3):
        """A touch that leads to a screen. Screens that just came are deaf for a moment; a slow machine may
        miss a touch, a person would touch again."""
        for left in reversed(range(tries)):
            time.sleep(1.5)
            self.machine.tap(self.places[place])
            try:
                self.sees(leads_to, 300 if left == 0 else 40)
                return
            except Wrong:
                if left == 0:
                    raise

    def to_hub(self):
        """From the first screen by a finger."""
        self.touch("start", "hub")

    def to_video(self):
        """From the hub: an exercise plays, seen by its pixels."""
        self.touch("exercises", "before")
        time.sleep(1.5)
        self.machine.tap(self.places["first-no"])
        time.sleep(1.5)
        self.machine.tap(self.places["second-no"])
        time.sleep(1.5)
        self.machine.tap(self.places["begin"])  # once: a second touch would be on the next screen
        self.moves()

    def to_first_screen(self):
        """Finished: the first screen again."""
        self.machine.tap(self.places["home"])
        self.sees("hub")
        self.touch("finish", "attract")

    def moves(self, seconds=180):
        """Waits until the picture of the video changes from one look to the next, twice."""
        pane = [(y * 64 + x) * 3 for y in range(3, 22) for x in range(4, 38)]
        before, changes, end = None, 0, time.monotonic() + seconds
        while changes < 2:
            now = small(self.machine.shot())
            part = bytes(now[i] for i in pane)
            if before and max(abs(a - b) for a, b in zip(part, before)) > 6:
                changes += 1
            before = part
            if time.monotonic() > end:
                raise Wrong(f"The video did not move within {seconds} s.")
            time.sleep(0.7)

    # ---- faults ----

    def pid(self, program):
        """The process of a program in there."""
        if program == "physio-kiosk":  # the publisher is the same program
            return self.machine.shell("systemctl show -P MainPID physio-kiosk.service")
        return self.machine.shell(f"pidof {program} | cut -d' ' -f1")

    def player_dies(self, how):
        """The player killed or stopped while a video plays: another one goes on."""
        self.to_video()
        before = self.pid("physio-kiosk-player")
        self.machine.shell(f"kill -{how} {before}")
        self.machine.shell(f"for i in $(seq 100); do p=$(pidof physio-kiosk-player); "
                           f"[ -z \"$p\" ] || [ \"$p\" = {before} ] || break; sleep 0.2; done; "
                           f"[ -n \"$p\" ] && [ \"$p\" != {before} ]")
        self.moves()
        self.machine.tap(self.places["home"])
        self.sees("hub")

    def kiosk_dies(self, how):
        """The kiosk killed or stopped on another screen than the first: it comes back by itself."""
        before = self.pid("physio-kiosk")
        start = time.monotonic()
        self.machine.shell(f"kill -{how} {before}")
        self.sees("attract")
        took = time.monotonic() - start
        if self.pid("physio-kiosk") == before:
            raise Wrong("The kiosk was not started anew.")
        time.sleep(2)
        self.to_hub()
        return f"{took:.1f} s from there to the picture"

    def keys(self):
        """No combination of keys leads anywhere."""
        before = self.pid("physio-kiosk")
        for codes in ("29 56 60", "29 56 59", "29 56 111", "56 62", "56 15", "1", "125", "29 46", "56 99 48", "99"):
            self.machine.finger(f"keys {codes}")
            time.sleep(0.3)
        time.sleep(2)
        self.sees("hub", 20)
        if self.pid("physio-kiosk") != before:
            raise Wrong("A key ended the kiosk.")

    def panel_comes_back(self):
        """The panel's cable pulled and put back."""
        self.machine.finger("unplug")
        time.sleep(3)
        self.machine.finger("plug")
        time.sleep(3)
        self.touch("finish", "attract")

    def stillness(self):
        """Wakeups of the kiosk on a still screen, by the second."""
        pid = self.pid("physio-kiosk")
        count = f"grep -h ^voluntary /proc/{pid}/status | tr -dc 0-9"
        time.sleep(5)
        first, start = int(self.machine.shell(count)), time.monotonic()
        time.sleep(24)
        rate = (int(self.machine.shell(count)) - first) / (time.monotonic() - start)
        if rate > 2:
            raise Wrong(f"A still screen wakes up {rate:.1f} times a second.")
        return f"{rate:.2f} wakeups a second"

    # ---- power ----

    def counts(self):
        """What is counted and kept, as the disk has it."""
        return self.machine.shell("cat /var/lib/physio-kiosk/counts.csv 2>/dev/null || true")

    def set_is_good(self):
        """The set that is shown holds good content."""
        self.machine.shell("! findmnt -no OPTIONS /var/lib/physio-kiosk | grep -qw ro")
        self.machine.shell("if [ -e /var/lib/physio-kiosk/current ]; then "
                           "physio-kiosk check /var/lib/physio-kiosk/current/content >/run/said 2>&1 || "
                           "{ cat /run/said; false; }; fi", 240)

    def cut_and_boot(self):
        """The plug is pulled and put back: good content, and the counts kept."""
        kept = self.counts()
        self.machine.pull_plug()
        said = self.boot()
        self.machine.shell_up()
        self.set_is_good()
        if self.counts() != kept:
            raise Wrong(f"The counts were lost: {kept!r} became {self.counts()!r}.")
        return said

    def cut_while_publishing(self):
        """Staff save something, the publisher is at it, the plug is pulled."""
        self.machine.shell("cd /srv/physio-kiosk && cp -r content/inner-thigh-cramps content/second-topic && "
                           "head -c 20000000 /dev/urandom >videos/large.mp4")
        time.sleep(8)
        return self.cut_and_boot()

    def cut_in_mid_boot(self):
        """The plug is pulled while the system starts."""
        self.machine.shell("sync")
        self.machine.pull_plug()
        self.machine.power_on()
        self.serial_says("Welcome to")
        time.sleep(6)
        self.machine.pull_plug()
        said = self.boot()
        self.machine.shell_up()
        self.set_is_good()
        return said

    def not_enabled(self):
        """The negative control: without the unit no first screen, and this test sees it."""
        self.machine.pull_plug()
        self.machine.append = "systemd.mask=physio-kiosk.service"
        self.machine.power_on()
        self.machine.shell_up()
        try:
            self.sees("attract", 30)
        except Wrong:
            return ""
        raise Wrong("The first screen is there without the unit: this test proves nothing.")

    def run(self, everything):
        """The steps; those after the third only when asked for everything."""
        self.step("Power on: the first screen, by the enabled unit", self.boot)
        self.step("A touch panel is plugged in", self.started)
        self.step("A still screen sleeps", self.stillness)
        if not everything:
            return
        self.step("A finger opens the hub", self.to_hub)
        self.step("A finger plays a video", self.to_video)
        self.step("Home", lambda: self.touch("home", "hub"))
        self.step("The player is killed: the video goes on", lambda: self.player_dies("KILL"))
        self.step("The player hangs: the video goes on", lambda: self.player_dies("STOP"))
        self.step("Keys lead nowhere", self.keys)
        self.step("The kiosk is killed: it comes back", lambda: self.kiosk_dies("KILL"))
        self.step("The kiosk hangs: it comes back", lambda: self.kiosk_dies("STOP"))
        self.step("The panel is unplugged and plugged in: a finger works", self.panel_comes_back)
        self.step("The plug is pulled while publishing: good content, counts kept", self.cut_while_publishing)
        self.step("The plug is pulled in mid-boot: good content", self.cut_in_mid_boot)
        self.step("Control: with the unit off there is no first screen", self.not_enabled)


def main():
    appliance = Appliance(sys.argv[1], sys.argv[2])
    try:
        appliance.run("--all" in sys.argv[3:])
    except Wrong as wrong:
        print(f"Wrong: {wrong}", file=sys.stderr)
        try:
            appliance.machine.shot("wrong")
            print(appliance.machine.try_shell("journalctl -b --no-pager -o short-monotonic -u 'physio-kiosk*' | grep -v warning: | tail -n 30")[1], file=sys.stderr)
        except (Wrong, OSError, AttributeError):
            pass
        return 1
    finally:
        appliance.machine.pull_plug()
    return 0


sys.exit(main())
