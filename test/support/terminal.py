"""Runs a command on a pseudo terminal of ROWS by COLUMNS: what comes on standard input is typed, what it shows goes to standard output.

terminal.py ROWS COLUMNS COMMAND [ARGUMENT...]; exits as the command does."""

import fcntl
import os
import pty
import select
import struct
import sys
import termios

rows, columns, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
sources = [terminal, 0]
while True:
    ready = select.select(sources, [], [])[0]
    if terminal in ready:
        try:
            shown = os.read(terminal, 65536)
        except OSError:  # EIO: the command has closed its side
            break
        if not shown:
            break
        os.write(1, shown)
    if 0 in ready:
        typed = os.read(0, 65536)
        if typed:
            os.write(terminal, typed)
        else:
            sources.remove(0)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
