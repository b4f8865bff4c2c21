"""One Node process that runs one Lambda environment, and what it prints."""

import contextlib
import os
import select
import signal
import subprocess
import threading
import time
from pathlib import Path

from purgatory_local import results
from purgatory_local.runtime_api import RuntimeApi, Work

BOOTSTRAP = Path(__file__).with_name("bootstrap.mjs")
MAX_LOG_BYTES = 1024 * 1024
# V8's own words, node:internal; a Lambda that runs out of heap is killed by its own abort().
_OUT_OF_MEMORY = b"JavaScript heap out of memory"


class RuntimeProcess:
    """Starts on construction; dies once, and the executor then makes another."""

    def __init__(self, node: str, task_root: Path, memory_mb: int, env: dict[str, str]) -> None:
        self.api = RuntimeApi()
        self.started_at = time.monotonic()
        self._request_id = "init"
        self._stopping = False
        self._output = bytearray()
        self._output_lock = threading.Lock()
        self._process = subprocess.Popen(
            [node, f"--max-old-space-size={heap_mb(memory_mb)}", str(BOOTSTRAP)],
            cwd=task_root,
            env={**env, "AWS_LAMBDA_RUNTIME_API": self.api.address, "LAMBDA_TASK_ROOT": str(task_root)},
            stdin=subprocess.PIPE,  # never written to: its end tells the process that LocalStack has gone
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that a kill reaches what the function itself started
        )
        os.set_blocking(self._process.stdout.fileno(), False)
        threading.Thread(target=self._follow, name=f"lambda-{self._process.pid}", daemon=True).start()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def usable(self) -> bool:
        """False from the moment its end is known, which is before it has ended."""
        return self.alive and not self._stopping and not self.api.ended

    def submit(self, work: Work) -> None:
        self._request_id = work.request_id
        self.api.submit(work)

    def kill(self) -> None:
        self._stopping = True
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def peak_memory_mb(self) -> int | None:
        """Linux only, and only while it lives."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text()
        except OSError:
            return None
        for line in status.splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) / 1024)
        return None

    def take_output(self) -> str:
        """What it has printed since the last call, the newest part where that is more than a megabyte."""
        self._drain()
        with self._output_lock:
            text = self._output.decode("utf-8", errors="replace")
            self._output.clear()
        return text

    def _follow(self) -> None:
        poll = select.poll()  # select() can't watch descriptors above 1023
        poll.register(self._process.stdout, select.POLLIN)
        while self.alive:
            poll.poll(500)
            if not self._drain():
                break
        status = self._process.wait()
        # A grandchild may still hold the pipe: it goes as well.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._drain()
        end = (
            results.stopped(self._request_id)
            if self._stopping
            else results.exited(self._request_id, status, self._ran_out_of_memory())
        )
        self.api.close(end)

    def _ran_out_of_memory(self) -> bool:
        with self._output_lock:
            return _OUT_OF_MEMORY in self._output

    def _drain(self) -> bool:
        """False at the end of its output."""
        with self._output_lock:
            while True:
                try:
                    chunk = os.read(self._process.stdout.fileno(), 65536)
                except BlockingIOError:
                    return True
                except (OSError, ValueError):
                    return False
                if not chunk:
                    return False
                self._output += chunk
                del self._output[:-MAX_LOG_BYTES]


def heap_mb(memory_mb: int) -> int:
    """As Lambda's own runtime sets it: nine tenths of the function's memory for the old generation."""
    return max(64, memory_mb * 9 // 10)
