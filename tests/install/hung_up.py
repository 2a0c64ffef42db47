#!/usr/bin/env python3
"""hung_up.py WORDS COMMAND...: runs the command on a terminal of its own, which is hung up as soon as it shows WORDS.
Ends when the command does, and as it does."""

import os
import pty
import sys

words, command = sys.argv[1].encode(), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
shown = b""
while words not in shown:
    shown += os.read(terminal, 4096)
os.close(terminal)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
