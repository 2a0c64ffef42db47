"""A newer package: what staff wrote stays; one that does not come up is taken back."""
from appliance import STAFF
from machine import Wrong


def kept(a):
    """What an update must not touch."""
    return a.counts(), a.generation(), a.shell(f"cd {STAFF} && find . -type f -exec md5sum {{}} + | sort | md5sum")


def version(a):
    return a.shell("dpkg-query -W -f '${Version}' physio-kiosk")


def on_the_screen(a, wanted, before):
    """Up, of the wanted version, with everything as before, on a disk that is read-only again."""
    a.sees("attract")
    if version(a) != wanted:
        raise Wrong(f"Version {version(a)} is installed, not {wanted}.")
    if kept(a) != before:
        raise Wrong("The update touched what staff wrote or what was counted.")
    a.shell("findmnt -no OPTIONS / | grep -qw ro && ! touch /usr/x 2>/dev/null")
    a.to_hub()
    a.go(("hub.finish", "attract"))


def newer(a):
    """A newer version, on a machine whose disk is read-only."""
    before, plug = kept(a), "/sys/class/drm/card0-Virtual-1/status"
    a.shell(f"echo off >{plug}")
    code, said = a.machine.try_shell("physio-kiosk-update /opt/test/newer.deb")
    a.shell(f"echo on >{plug}; echo detect >{plug}")
    if code == 0 or "sees no screen" not in said:
        raise Wrong(f"The update without a screen said {code}: {said[-400:]}")
    a.sees("attract")
    a.shell("physio-kiosk-update /opt/test/newer.deb", 400)
    on_the_screen(a, "99.1", before)


def broken(a):
    """A version that ends at once: the one before comes back by itself."""
    before, was = kept(a), version(a)
    code, said = a.machine.try_shell("physio-kiosk-update /opt/test/broken.deb", 500)
    if code == 0 or f"{was} is on the screen again" not in said:
        raise Wrong(f"The update of a broken version said {code}: {said[-400:]}")
    on_the_screen(a, was, before)
