"""A computer made of software (QEMU): started, looked at, touched, and its plug pulled. Nothing of this runs
inside it but a shell on a serial line and a program that makes a touch panel."""
import json
import os
import re
import socket
import subprocess
import time

W, H = 1280, 720
SMALL = (64, 36)  # pictures are compared at this size: a few px of difference must not count


class Wrong(Exception):
    """What the test found wrong, as a sentence."""


class NotSeen(Wrong):
    """A screen that did not come."""


def small(path, part=None):
    """The picture, or a part of it such as "600x90+60+180", at the size of comparison, as bytes of RGB."""
    cut = ["-crop", part, "+repage"] if part else []
    made = subprocess.run(
        ["convert", path, *cut, "-resize", f"{SMALL[0]}x{SMALL[1]}!", "-depth", "8", "rgb:-"],
        check=True, capture_output=True)
    return made.stdout


def without(picture, left, top, right, bottom):
    """A small picture of which a part, in cells, does not count: its words change."""
    def inside(cell):
        return left <= cell % SMALL[0] < right and top <= cell // SMALL[0] < bottom

    return [None if inside(i // 3) else level for i, level in enumerate(picture)]


def apart(now, reference):
    """How far a small picture is from what it ought to be: mean of the absolute difference, 0 to 255."""
    differences = [abs(a - b) for a, b in zip(now, reference) if b is not None]
    return sum(differences) / len(differences)


def kvm_works(folder):
    """/dev/kvm may be there and still not work: the kernel has to say its first words within some seconds."""
    if not os.access("/dev/kvm", os.R_OK | os.W_OK):
        return False
    said = f"{folder}/kvm-trial.log"
    trial = subprocess.Popen(
        ["qemu-system-x86_64", "-machine", "q35", "-accel", "kvm", "-cpu", "host", "-m", "256", "-display", "none",
         "-nic", "none", "-no-reboot", "-kernel", f"{folder}/vmlinux", "-append", "console=ttyS0 panic=-1",
         "-serial", f"file:{said}"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        trial.wait(8)
    except subprocess.TimeoutExpired:
        trial.kill()
        trial.wait()
    return os.path.exists(said) and b"Kernel panic" in open(said, "rb").read()


class Machine:
    """One computer. Its disks stay when its plug is pulled."""

    accel = None

    def __init__(self, folder, memory=1024):
        self.folder = folder
        self.memory = memory
        self.qemu = None
        self.qmp = None
        self.debug = None
        self.boots = 0
        self.shots = 0
        self.finger_ready = False

    # ---- power ----

    def power_on(self, append="", more=(), screen=True, forget=False):
        """Starts it; returns at once. `append`: words for the kernel, `more`: devices, `forget`: what is
        written to its disks is gone with the next power-off."""
        if Machine.accel is None:
            Machine.accel = "kvm" if kvm_works(self.folder) else "tcg,thread=multi,tb-size=512"
            print(f"  accelerator: {Machine.accel}", flush=True)
        self.pull_plug()
        self.boots += 1
        self.serial = f"{self.folder}/serial-{self.boots}.log"
        for name in ("qmp.sock", "debug.sock"):
            if os.path.exists(f"{self.folder}/{name}"):
                os.unlink(f"{self.folder}/{name}")
        cpu = "host" if Machine.accel == "kvm" else "Nehalem"
        disk = "format=raw,if=virtio,cache=writeback" + (",snapshot=on" if forget else "")
        picture = ["-device", f"virtio-vga,xres={W},yres={H}"] if screen else ["-vga", "none"]
        self.qemu = subprocess.Popen(
            ["qemu-system-x86_64", "-nodefaults", "-machine", "q35", "-accel", Machine.accel, "-cpu", cpu, "-smp", "2",
             "-m", str(self.memory), "-display", "none", *picture, "-no-reboot",
             "-kernel", f"{self.folder}/vmlinux", "-initrd", f"{self.folder}/initrd",
             "-append", "root=/dev/vda ro quiet loglevel=3 console=tty9 console=ttyS0 vt.global_cursor_default=0 "
             f"systemd.show_status=1 systemd.debug_shell=ttyS1 {append}",
             "-drive", f"file={self.folder}/root.img,{disk}", "-drive", f"file={self.folder}/data.img,{disk}",
             "-serial", f"file:{self.serial}",
             "-chardev", f"socket,id=debug,path={self.folder}/debug.sock,server=on,wait=off",
             "-device", "isa-serial,chardev=debug",
             "-qmp", f"unix:{self.folder}/qmp.sock,server=on,wait=off", *(more or ("-nic", "none"))],
            stdout=subprocess.DEVNULL, stderr=open(f"{self.folder}/qemu.log", "ab"), stdin=subprocess.DEVNULL)
        self.finger_ready = False
        self.qmp = self._connect("qmp.sock")
        self._qmp_line()
        self.command("qmp_capabilities")
        self.debug = self._connect("debug.sock")
        self.told = b""

    def _connect(self, name):
        end = time.monotonic() + 30
        while True:
            line = socket.socket(socket.AF_UNIX)
            try:
                line.connect(f"{self.folder}/{name}")
                return line
            except OSError:
                line.close()
                if time.monotonic() > end or self.qemu.poll() is not None:
                    raise Wrong("The computer did not start: " + open(f"{self.folder}/qemu.log").read()) from None
                time.sleep(0.1)

    def pull_plug(self):
        """As a plug that is pulled: nothing in there hears of it."""
        if self.qemu:
            self.qemu.kill()
            self.qemu.wait()
        for line in (self.qmp, self.debug):
            if line:
                line.close()
        self.qemu = self.qmp = self.debug = None

    def cpu_seconds(self):
        """What the computer has used of this one since power-on."""
        with open(f"/proc/{self.qemu.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    # ---- QMP ----

    def _qmp_line(self):
        self.qmp.settimeout(60)
        got = b""
        while not got.endswith(b"\n"):
            got += self.qmp.recv(1)
        return json.loads(got)

    def command(self, name, **arguments):
        """One of QEMU's own commands."""
        self.qmp.sendall(json.dumps({"execute": name, "arguments": arguments}).encode() + b"\n")
        while True:
            answer = self._qmp_line()
            if "error" in answer:
                raise Wrong(f"{name}: {answer['error']}")
            if "return" in answer:
                return answer["return"]

    # ---- what is on the screen ----

    def shot(self, name=None):
        """Path of a picture of the screen as it is now."""
        self.shots += 1
        path = f"{self.folder}/{name or 'shot'}.ppm"
        self.command("screendump", filename=path)
        return path

    def nearest(self, references, part=None):
        """The name of the reference that the screen is nearest to, and how far. `part`: as in small()."""
        now = small(self.shot(), part)
        return min(((name, apart(now, picture)) for name, picture in references.items()), key=lambda found: found[1])

    def sees(self, references, limit=9.0, part=None):
        """The name of the reference that the screen looks like, or None."""
        name, away = self.nearest(references, part)
        return name if away < limit else None

    def wait_for(self, name, references, seconds=300, part=None):
        """Polls pixels until the screen looks like the reference."""
        end = time.monotonic() + seconds
        while self.sees(references, part=part) != name:
            if time.monotonic() > end:
                other, away = self.nearest(references, part)
                raise NotSeen(f"The screen did not become \"{name}\" within {seconds} s; "
                              f"the nearest is \"{other}\", {away:.1f} away.")
            if self.qemu.poll() is not None:
                raise Wrong("The computer went off by itself.")
            time.sleep(0.5)

    # ---- the shell on the second serial line ----

    def _read_until(self, mark, seconds):
        end = time.monotonic() + seconds
        while not re.search(mark, self.told):
            self.debug.settimeout(max(0.1, end - time.monotonic()))
            try:
                more = self.debug.recv(65536)
            except (TimeoutError, socket.timeout):
                more = b""
            if not more and time.monotonic() > end:
                raise Wrong(f"The shell did not answer within {seconds} s: {self.told[-400:]!r}")
            self.told += more
        found = re.search(mark, self.told)
        before, self.told = self.told[:found.start()], self.told[found.end():]
        return before, found

    def shell_up(self, seconds=300):
        """Waits until the shell is there."""
        end = time.monotonic() + seconds
        while True:
            self.debug.sendall(b"\x03\nexport TERM=dumb PS1= PS2=; stty -echo; bind set\\ enable-bracketed-paste\\ off; echo shell-is-$((40+2))\n")
            try:
                self._read_until(rb"shell-is-42\r?\n", 5)
                return
            except Wrong:
                if time.monotonic() > end:
                    raise

    def try_shell(self, words, seconds=120):
        """Exit code and output of a command in there."""
        self.told = b""
        self.debug.sendall(f"{{ {words}\n}} 2>&1; echo rc-$?-rc\n".encode())
        out, found = self._read_until(rb"rc-(\d+)-rc\r?\n", seconds)
        text = out.decode(errors="replace").replace("\r", "")
        return int(found.group(1)), text.strip()

    def shell(self, words, seconds=120):
        """Output of a command in there that has to succeed."""
        code, out = self.try_shell(words, seconds)
        if code != 0:
            raise Wrong(f"\"{words}\" failed in there with {code}: {out[-600:]}")
        return out

    # ---- touch and keys ----

    def finger(self, words):
        """A command for the panel made of software: see finger.c."""
        if not self.finger_ready:
            self.shell(f"rm -f /run/finger /run/fingers; mkfifo /run/finger; "
                       f"(setsid sh -c 'exec 3<>/run/finger; exec /opt/test/finger {W} {H} <&3 >/run/fingers') "
                       "& sleep 1; [ -p /run/finger ]")
            self.finger_ready = True
        before = int(self.shell("wc -l </run/fingers"))
        self.shell(f"echo {words} >/run/finger")
        self.shell(f"for i in $(seq 150); do [ $(wc -l </run/fingers) -le {before} ] || break; sleep 0.1; done; "
                   f"tail -n 1 /run/fingers | grep -qx done")

    def tap(self, place):
        """A tap at a place given in px of a 1920x1080 screen."""
        self.finger(f"tap {place[0] * W // 1920} {place[1] * H // 1080}")
