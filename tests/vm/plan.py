"""plan.py FOLDER REFERENCES [--all] [--cuts N] [--seed N] [--only WORD]: the steps, in order; each is a sentence that becomes true,
or the test ends. FOLDER holds the disks (guest.sh), REFERENCES what the screens look like (references)."""
import argparse
import random
import sys
import time

import steps_around as around
import steps_odd as odd
import steps_power as power
import steps_update as update
import steps_use as use
from appliance import Appliance
from machine import Wrong

ALWAYS, ALL = range(2)  # ALL: only with --all


def plan(a, cuts):
    """When, a word to choose it by, the sentence, what is done. Each begins on the first screen where the one before
    it ended, in the same power-on, unless it boots by itself."""
    def equipped(act):
        """A step that needs network and stick: where none was plugged in before power-on, that comes first."""
        if not a.equipped:
            a.boot(more=around.equipment(a))
        return act(a)

    return [
        (ALWAYS, "boot", "Power on: the first screen, by the enabled unit", a.boot),
        (ALWAYS, "boot", "A still screen sleeps", lambda: use.stillness(a)),
        (ALWAYS, "use", "A finger opens the hub, by one touch a screen", a.to_hub),
        (ALWAYS, "use", "The player is killed: the video goes on", lambda: use.player_dies(a, "KILL")),
        (ALL, "use", "The player hangs: the video goes on", lambda: use.player_dies(a, "STOP")),
        (ALWAYS, "use", "Keys lead nowhere", lambda: use.keys(a)),
        (ALWAYS, "use", "The kiosk is killed: it comes back", lambda: use.kiosk_dies(a, "KILL")),
        (ALWAYS, "use", "The kiosk hangs: it comes back", lambda: use.kiosk_dies(a, "STOP")),
        (ALWAYS, "use", "The panel is unplugged and plugged in: a finger works", lambda: use.panel(a)),
        (ALWAYS, "use", "The screen is unplugged and plugged in: the picture is there", lambda: use.monitor(a)),
        (ALL, "use", "Outside opening hours the screen is off, and a touch wakes it", lambda: use.hours(a)),
        (ALWAYS, "power", "The plug is pulled after use: nothing is lost", lambda: power.cut_after_use(a)),
        (ALWAYS, "power", "The plug is pulled while publishing: good content, counts kept",
         lambda: power.cut_while_publishing(a)),
        *[(ALWAYS, "power", "The plug is pulled by chance: nothing is lost", lambda: power.cut_by_chance(a))
          for _ in range(cuts)],
        (ALWAYS, "power", "The plug is pulled in mid-boot, a stick is in: nothing is lost",
         lambda: power.cut_in_mid_boot(a, more=around.equipment(a))),
        (ALWAYS, "stick", "A stick does nothing by itself", lambda: equipped(around.stick_ignored)),
        (ALWAYS, "stick", "Behind the staff code it is compared, taken over, written to", lambda: equipped(around.stick_used)),
        (ALWAYS, "print", "The setup finds a printer", lambda: equipped(around.printer_set_up)),
        (ALWAYS, "print", "The kiosk prints a page", lambda: equipped(around.page_printed)),
        (ALWAYS, "offline", "A visit sends nothing into the network", lambda: equipped(around.offline)),
        (ALWAYS, "update", "An update keeps what staff wrote and what was counted", lambda: update.newer(a)),
        (ALWAYS, "update", "A broken update goes back by itself", lambda: update.broken(a)),
        (ALL, "odd", "No screen: it is waited for", lambda: odd.no_screen(a)),
        (ALL, "odd", "No graphics driver: a sentence on the console", lambda: odd.no_driver(a)),
        (ALL, "odd", "The data partition is full: the kiosk runs", lambda: odd.full_disk(a)),
        (ALL, "odd", "The data partition is damaged: the kiosk runs", lambda: odd.damaged_disk(a)),
        (ALL, "odd", "No content: a sentence on the screen", lambda: odd.no_content(a)),
        (ALL, "odd", "A wrong clock: the kiosk runs", lambda: odd.wrong_clock(a)),
        (ALL, "odd", "A start for repair: the kiosk tries for a minute, and says why", lambda: odd.rescue(a)),
        (ALL, "control", "Control: without syncing the plug takes something", lambda: power.nothing_synced(a)),
        (ALWAYS, "control", "Control: with the unit off there is no first screen", lambda: power.not_enabled(a)),
    ]


def carry_out(sentence, act):
    """A step, and how long it took."""
    start = time.monotonic()
    more = act()
    print(f"  {time.monotonic() - start:6.1f} s  {sentence}{'; ' + more if more else ''}", flush=True)


def tell(a):
    """What could be seen when a step went wrong: the picture stays in FOLDER/wrong.ppm."""
    try:
        a.machine.shot("wrong")
        print(a.machine.try_shell("journalctl -b --no-pager -o short-monotonic -u 'physio-kiosk*' | "
                                  "grep -v 'warning: nobody' | tail -n 30")[1], file=sys.stderr)
    except (Wrong, OSError, AttributeError):
        pass


def main():
    words = argparse.ArgumentParser()
    words.add_argument("folder")
    words.add_argument("references")
    words.add_argument("--all", action="store_true", help="the slow steps too")
    words.add_argument("--cuts", type=int, default=0, help="so many more power cuts, at random moments")
    words.add_argument("--only", action="append", help="of the steps only those called so: use, power, stick, ...")
    words.add_argument("--seed", type=int, default=1, help="of the moments at which the plug is pulled")
    asked = words.parse_args()
    random.seed(asked.seed)
    a = Appliance(asked.folder, asked.references)
    try:
        for when, word, sentence, act in plan(a, asked.cuts):
            wanted = word in asked.only if asked.only else when == ALWAYS or asked.all
            if wanted or word == "boot":
                carry_out(sentence, act)
    except Wrong as wrong:
        print(f"Wrong: {wrong}", file=sys.stderr)
        tell(a)
        return 1
    finally:
        a.machine.pull_plug()
    return 0


sys.exit(main())
