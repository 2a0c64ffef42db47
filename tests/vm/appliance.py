"""The kiosk's computer as somebody who stands before it knows it: what is on the screen, where to touch, and
a shell where nobody at a real one has one. The steps of the test are made of these."""
import os
import time

from machine import Machine, Wrong, small, without

VIDEO_PART = [(y * 64 + x) * 3 for y in range(3, 22) for x in range(4, 38)]
FIRST_WORDS = (2, 2, 31, 20)  # cells of the first screen: topics take turns there, and staff change them
STICK_PART = "660x100+64+180"  # of the staff's screen: what the stick's unit said
PRINTED_PART = "500x130+520+100"  # of the sheet: what became of a page
STATE = "/var/lib/physio-kiosk"
STAFF = "/srv/physio-kiosk"


class Appliance:
    """One computer with the package in it. `folder` holds the disks (guest.sh), `reference_folder` what the screens
    look like and where their buttons are (references)."""

    def __init__(self, folder, reference_folder):
        self.machine = Machine(folder)
        self.folder = folder
        self.shell = self.machine.shell
        names = [name[:-4] for name in os.listdir(reference_folder) if name.endswith(".png")]
        self.pictures = {name: small(f"{reference_folder}/{name}.png") for name in names if "stick-" not in name}
        self.pictures["black"] = bytes(len(self.pictures["attract"]))
        self.pictures["attract"] = without(self.pictures["attract"], *FIRST_WORDS)
        self.stick_pictures = {name: small(f"{reference_folder}/{name}.png", STICK_PART) for name in names
                               if "stick-" in name}
        self.printed_picture = {"printed": small(f"{reference_folder}/printed.png", PRINTED_PART)}
        with open(f"{reference_folder}/places", encoding="ascii") as lines:
            self.places = {name: (int(x), int(y)) for name, x, y in map(str.split, lines)}
        self.pin = "4815"
        self.equipped = False  # with network and stick, since power-on

    # ---- looking ----

    def sees(self, name, seconds=300):
        """Waits for the screen by pixels."""
        self.machine.wait_for(name, self.pictures, seconds)

    def sees_stick(self, state, seconds=180):
        """Waits for what the stick's unit says, and for the staff's screen to say it."""
        self.until(lambda: f'"{state}"' in self.shell("cat /run/physio-kiosk/stick.json 2>/dev/null || true"), seconds,
                   lambda: f"The stick is not \"{state}\": " + self.shell("cat /run/physio-kiosk/stick.json")
                   + self.log("physio-kiosk-stick")[-600:] + self.log("physio-kiosk-stick-write")[-600:])
        self.machine.wait_for(f"stick-{state}", self.stick_pictures, 30, STICK_PART)

    def sees_printed(self, seconds=120):
        """Waits until the sheet says that the page is printed: other sheets differ from it by their words alone."""
        self.until(lambda: self.machine.sees(self.printed_picture, 8, PRINTED_PART), seconds,
                   "The kiosk does not say that the page is printed.")

    def moves(self, seconds=240):
        """Waits until the picture of the video changes from one look to the next, twice."""
        before, changes, end = None, 0, time.monotonic() + seconds
        while changes < 2:
            now = small(self.machine.shot())
            part = bytes(now[i] for i in VIDEO_PART)
            if before and max(abs(a - b) for a, b in zip(part, before)) > 6:
                changes += 1
            before = part
            if time.monotonic() > end:
                raise Wrong(f"The video did not move within {seconds} s.")
            time.sleep(0.7)

    # ---- touching ----

    def tap(self, place):
        """One tap, after the moment in which a screen that just came is deaf."""
        time.sleep(1.5)
        self.machine.tap(self.places[place])

    def go(self, *ways):
        """Taps that each lead to a screen: pairs of place and screen. One tap each: none may be lost."""
        for place, screen in ways:
            self.tap(place)
            self.sees(screen, 120)

    def to_hub(self):
        """From the first screen."""
        self.go(("attract.start", "home"), ("home.topic-inner-thigh-cramps", "hub"))

    def to_video(self):
        """From the hub: an exercise plays, seen by its pixels."""
        self.go(("hub.exercises", "before"))
        for place in ("before.pull-or-pop-no", "before.one-leg-no", "before.start"):
            self.tap(place)
        self.moves()

    def visit(self):
        """From the first screen to the first screen, with a video: one more that is counted."""
        before = self.counts()
        self.to_hub()
        self.to_video()
        self.go(("exercise.home", "hub"), ("hub.finish", "attract"))
        self.until(lambda: self.counts() != before, 30, "The visit was not counted.")

    def to_staff(self):
        """From the first screen: a long touch in the corner, and the code."""
        time.sleep(1)
        self.machine.finger("down 1260 20")
        time.sleep(5)
        self.machine.finger("up")
        self.sees("staff-pin", 60)
        for digit in self.pin:
            self.tap(f"staff-pin.key-{digit}")
        self.sees("staff", 60)

    # ---- the shell ----

    def until(self, true, seconds, otherwise):
        """Waits until it is so."""
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end:
                raise Wrong(otherwise() if callable(otherwise) else otherwise)
            time.sleep(0.5)

    def pid(self, unit="physio-kiosk"):
        """The main process of a unit."""
        return self.shell(f"systemctl show -P MainPID {unit}.service")

    def log(self, unit="physio-kiosk"):
        """What a unit said since power-on."""
        return self.shell(f"journalctl -b --no-pager -o cat -u {unit}")

    def counts(self):
        """What is counted and kept, as the disk has it."""
        return self.shell(f"cat {STATE}/counts.csv 2>/dev/null || true")

    def generation(self):
        """The set that is shown."""
        return self.shell(f"readlink {STATE}/current || true")

    def publish(self, change):
        """A change in the staff's folder, and the wait until patients see it."""
        before = self.generation()
        self.shell(f"cd {STAFF}/content && {change}")
        self.until(lambda: self.generation() != before, 300, lambda: "A change was not published: "
                   + self.log("physio-kiosk-publish")[-600:])

    def with_preload(self, library, *units):
        """Starts units with a library of the test in them, until the next power-off; none: without it."""
        for unit in units:
            place = f"/run/systemd/system/{unit}.service.d"
            self.shell(f"mkdir -p {place} && printf '[Service]\\nEnvironment=KIOSK_TEST_LATER=/run/later\\n"
                       f"{f'Environment=LD_PRELOAD=/opt/test/{library}' if library else ''}\\n' >{place}/test.conf")
        self.shell(f"systemctl daemon-reload && systemctl restart {' '.join(units)}", 240)

    # ---- power ----

    def serial_says(self, words, seconds=600):
        """Waits for words on the first serial line; the CPU-seconds until then."""
        end = time.monotonic() + seconds
        while words not in open(self.machine.serial, encoding="utf-8", errors="replace").read():
            if time.monotonic() > end:
                raise Wrong(f"\"{words}\" did not come on the serial line within {seconds} s.")
            time.sleep(0.1)
        return self.machine.cpu_seconds()

    def boot(self, screen="attract", **how):
        """From power-on to the first picture, in CPU-seconds; then the shell, and a panel that is plugged in."""
        self.equipped = self.equipped and "more" in how
        self.machine.power_on(**how)
        kernel = self.serial_says("Welcome to")
        userspace = self.serial_says("physio-kiosk.service")
        self.sees(screen)
        whole = self.machine.cpu_seconds()
        self.machine.shell_up()
        self.machine.finger("plug")
        time.sleep(3)
        return (f"{whole:.1f} CPU-seconds: kernel {kernel:.1f}, userspace {userspace - kernel:.1f}, "
                f"kiosk {whole - userspace:.1f}")
