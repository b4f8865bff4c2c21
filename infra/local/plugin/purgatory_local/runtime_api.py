"""The Lambda Runtime API (2018-06-01) on loopback, for one runtime process.

@see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html

A process has a server of its own and the server ends with it: the answer to a dead process's `next` can then never
take an invocation that was meant for its successor.
"""

import dataclasses
import queue
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from purgatory_local import results
from purgatory_local.results import Outcome

_PREFIX = "/2018-06-01/runtime"
_RESULT = re.compile(rf"{_PREFIX}/invocation/([^/]+)/(response|error)")
MAX_BODY_BYTES = 64 * 1024 * 1024


@dataclasses.dataclass
class Work:
    """One invocation on its way: `taken` once the runtime has asked for it, then `done`.

    `lost` where a runtime that had served before ended without having asked for it: nothing has run, another can do it.
    """

    request_id: str
    function_arn: str
    payload: bytes
    trace_id: str
    timeout_seconds: float
    taken: threading.Event = dataclasses.field(default_factory=threading.Event)
    done: threading.Event = dataclasses.field(default_factory=threading.Event)
    outcome: Outcome | None = None
    taken_at: float = 0.0
    lost: bool = False

    def finish(self, outcome: Outcome) -> None:
        """The first outcome counts: a process that answered and then fell over has answered."""
        if self.outcome is None:
            self.outcome = outcome
        self.taken.set()
        self.done.set()


class RuntimeApi:
    """Serves one runtime until it is closed."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Work | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._current: Work | None = None
        self._end: Outcome | None = None
        self._was_ready = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), name="runtime-api", daemon=True).start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def ended(self) -> bool:
        return self._end is not None

    def submit(self, work: Work) -> None:
        with self._lock:
            self._current = work
            if self._end:
                self._finish_current(self._end)
                return
        self._queue.put(work)

    def close(self, end: Outcome) -> None:
        """What is under way, and whatever comes, ends with `end`."""
        self.fail(end)
        self._queue.put(None)
        threading.Thread(target=self._shut_down, name="runtime-api-close", daemon=True).start()

    def _shut_down(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fail(self, end: Outcome) -> None:
        with self._lock:
            self._end = self._end or end
            self._finish_current(self._end)

    def _finish_current(self, end: Outcome) -> None:
        work = self._current
        if work and not work.done.is_set():
            work.lost = self._was_ready and not work.taken.is_set()
            work.finish(end)

    # What the handler calls.

    def take(self) -> Work | None:
        self._was_ready = True
        work = self._queue.get()
        if work:
            work.taken_at = time.monotonic()
            work.taken.set()
        return work

    def finish(self, request_id: str, outcome: Outcome) -> bool:
        with self._lock:
            if self._current is None or self._current.request_id != request_id:
                return False
            self._current.finish(outcome)
            return True


def _handler_for(api: RuntimeApi) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            if self.path != f"{_PREFIX}/invocation/next":
                return self._answer(404)
            work = api.take()
            if work is None:
                self.close_connection = True
                return self._answer(410)
            deadline_ms = int((time.time() + work.timeout_seconds) * 1000)
            self._answer(
                200,
                work.payload,
                {
                    "Lambda-Runtime-Aws-Request-Id": work.request_id,
                    "Lambda-Runtime-Deadline-Ms": str(deadline_ms),
                    "Lambda-Runtime-Invoked-Function-Arn": work.function_arn,
                    "Lambda-Runtime-Trace-Id": work.trace_id,
                },
            )

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            if not 0 <= length <= MAX_BODY_BYTES:
                self.close_connection = True
                return self._answer(413)
            body = self.rfile.read(length)
            if self.path == f"{_PREFIX}/init/error":
                api.fail(results.reported(body))
                return self._answer(202)
            match = _RESULT.fullmatch(self.path)
            if not match:
                return self._answer(404)
            outcome = results.answer(body) if match[2] == "response" else results.reported(body)
            self._answer(202 if api.finish(match[1], outcome) else 400)

        def _answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
            self.send_response_only(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """The function's own log says what is worth saying."""

    return Handler
