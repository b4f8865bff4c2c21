"""LocalStack ends with the process that started it, however that process ended.

The starter holds the writing end of a pipe that is our standard input. A kill -9 of the starter closes it, and so the
end of the file is the one sign that can't be missed. The Lambda processes watch a pipe of ours in the same way.
"""

import os
import sys
import threading


def watch_parent() -> None:
    """Does nothing unless PURGATORY_STDIN_IS_PARENT is set: a LocalStack started by hand lives by its own rules."""
    if os.environ.get("PURGATORY_STDIN_IS_PARENT") != "1":
        return
    threading.Thread(target=_wait_for_end_of_input, name="parent-watch", daemon=True).start()


def _wait_for_end_of_input() -> None:
    stdin = sys.stdin.fileno()
    while os.read(stdin, 4096):
        pass
    # Nothing outlives us that an orderly end would save; the Lambda processes see the end of their own pipes.
    os._exit(1)
