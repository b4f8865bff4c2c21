"""What Lambda answers when a function fails, in the words that AWS uses."""

import dataclasses
import json
import signal
from typing import Any

# AWS Lambda quotas: 6 MB for a synchronous invocation's request and response (with its own slack of 100 bytes).
MAX_RESPONSE_BYTES = 6 * 1024 * 1024 + 100


@dataclasses.dataclass(frozen=True)
class Outcome:
    """An invocation's end: the function's own answer, or an error document."""

    payload: bytes
    is_error: bool


def answer(payload: bytes) -> Outcome:
    if len(payload) > MAX_RESPONSE_BYTES:
        return error(
            "Function.ResponseSizeTooLarge",
            f"Response payload size exceeded maximum allowed payload size ({MAX_RESPONSE_BYTES} bytes).",
        )
    return Outcome(payload, is_error=False)


def error(error_type: str, message: str) -> Outcome:
    return Outcome(_document({"errorType": error_type, "errorMessage": message}), is_error=True)


def reported(payload: bytes) -> Outcome:
    """An error document as the runtime sent it; anything else is wrapped so that callers always get JSON."""
    try:
        json.loads(payload)
    except ValueError:
        return error("Runtime.Unknown", payload.decode("utf-8", errors="replace"))
    return Outcome(payload, is_error=True)


def timed_out(request_id: str, seconds: float) -> Outcome:
    return error("Sandbox.Timedout", f"RequestId: {request_id} Error: Task timed out after {seconds:.2f} seconds")


def init_timed_out(request_id: str, seconds: float) -> Outcome:
    return error("Sandbox.Timedout", f"RequestId: {request_id} Error: Init timed out after {seconds:.2f} seconds")


def exited(request_id: str, status: int, out_of_memory: bool) -> Outcome:
    """`status` is subprocess's: negative for a signal."""
    if out_of_memory:
        return error(
            "Runtime.OutOfMemory", f"RequestId: {request_id} Error: Runtime exited with error: JavaScript heap out of memory"
        )
    if status == 0:
        return error("Runtime.ExitError", f"RequestId: {request_id} Error: Runtime exited without providing a reason")
    how = f"signal: {_signal_name(-status)}" if status < 0 else f"exit status {status}"
    return error("Runtime.ExitError", f"RequestId: {request_id} Error: Runtime exited with error: {how}")


def stopped(request_id: str) -> Outcome:
    return error("Runtime.ExitError", f"RequestId: {request_id} Error: the environment was stopped")


def _signal_name(number: int) -> str:
    try:
        return signal.strsignal(number).lower() if number in signal.valid_signals() else str(number)
    except (AttributeError, ValueError):
        return str(number)


def _document(value: dict[str, Any]) -> bytes:
    return json.dumps(value).encode()
