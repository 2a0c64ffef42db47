#!/usr/bin/env python3
"""typed.py WORD... -- COMMAND...: runs the command on a terminal of its own and types the next word each time it
asks for a password. Prints what the terminal showed; ends as the command does."""

import os
import pty
import sys
import time

at = sys.argv.index("--")
words, command = sys.argv[1:at], sys.argv[at + 1:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
shown, answered = "", 0
while True:
    try:
        got = os.read(terminal, 4096)
    except OSError:  # how a terminal says that nobody is left on it
        got = b""
    if not got:
        break
    shown += got.decode(errors="replace")
    if shown[answered:].rstrip().endswith("password:"):
        answered = len(shown)
        time.sleep(0.2)  # what is typed before the asking has begun is thrown away
        os.write(terminal, ((words.pop(0) if words else "") + "\n").encode())
print(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
