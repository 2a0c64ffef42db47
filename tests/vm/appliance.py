"""appliance.py FOLDER REFERENCES: what the kiosk's computer has to do, seen by its pixels. FOLDER holds the
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

    def serial_says(self, words, seconds=300):
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

    def run(self):
        """All steps."""
        self.step("Power on: the first screen, by the enabled unit", self.boot)


def main():
    appliance = Appliance(sys.argv[1], sys.argv[2])
    try:
        appliance.run()
    except Wrong as wrong:
        print(f"Wrong: {wrong}", file=sys.stderr)
        try:
            appliance.machine.shot("wrong")
            print(appliance.machine.try_shell("journalctl -b --no-pager -n 60 -u 'physio-kiosk*'")[1], file=sys.stderr)
        except (Wrong, OSError, AttributeError):
            pass
        return 1
    finally:
        appliance.machine.pull_plug()
    return 0


sys.exit(main())
