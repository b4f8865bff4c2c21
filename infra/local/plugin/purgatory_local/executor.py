"""The Lambda runtime executor `process`: one local Node process an environment instead of a container.

What AWS does and this does too: one invocation at a time, the function's own environment and nothing of ours, a time
limit that kills, a heap limit, a process that fell over is started again by the next invocation, START/END/REPORT
lines around what the function printed. What it doesn't: freeze the process between invocations, limit CPU or the
memory outside V8's heap, keep functions from each other's files.
"""

import logging
import math
import os
import shutil
import tempfile
import threading
import time
from pathlib import Path

from localstack import config
from localstack.services.lambda_.invocation.lambda_models import FunctionVersion, InvocationResult
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from purgatory_local import results
from purgatory_local.process import RuntimeProcess
from purgatory_local.runtime_api import Work

LOG = logging.getLogger(__name__)

# Ten seconds on AWS; a busy small machine that starts ten Lambdas at once takes longer.
INIT_SECONDS = float(os.environ.get("PURGATORY_LAMBDA_INIT_SECONDS", "60"))


class ProcessRuntimeExecutor(RuntimeExecutor):
    def __init__(self, id: str, function_version: FunctionVersion) -> None:
        super().__init__(id, function_version)
        self._env: dict[str, str] = {}
        self._lock = threading.Lock()
        self._process: RuntimeProcess | None = None
        self._scratch: Path | None = None
        self._stopped = False

    def start(self, env_vars: dict[str, str]) -> None:
        self._scratch = Path(tempfile.mkdtemp(prefix=f"lambda-{self.function_version.id.function_name[:40]}-"))
        self._env = {
            **_base_environment(),
            "TMPDIR": str(self._scratch),
            "HOME": str(self._scratch),
            **{name: str(value) for name, value in env_vars.items()},
        }
        with self._lock:
            self._process = self._spawn()

    def stop(self) -> None:
        with self._lock:
            self._stopped = True
            process = self._process
        if process:
            process.kill()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def invoke(self, payload: dict[str, str]) -> InvocationResult:
        work, process = self._run(payload)
        if work.lost:  # the process was on its way out: as on AWS, the next one takes it
            work, process = self._run(payload)
        assert work.outcome is not None
        return self._result(work, work.outcome, self._log(work, process) if process else "")

    def _run(self, payload: dict[str, str]) -> tuple[Work, RuntimeProcess | None]:
        timeout = float(self.function_version.config.timeout)
        work = Work(
            request_id=payload["invoke-id"],
            function_arn=payload["invoked-function-arn"],
            payload=payload["payload"].encode(),
            trace_id=payload["trace-id"],
            timeout_seconds=timeout,
        )
        with self._lock:
            if self._stopped:
                work.finish(results.stopped(work.request_id))
                return work, None
            if self._process is None or not self._process.usable:
                self._process = self._spawn()
            process = self._process
        process.submit(work)
        if not work.taken.wait(INIT_SECONDS):
            work.finish(results.init_timed_out(work.request_id, INIT_SECONDS))
            process.kill()
        elif not work.done.wait(timeout):
            work.finish(results.timed_out(work.request_id, timeout))
            process.kill()
        return work, process

    def get_address(self) -> str:
        return "127.0.0.1"

    def get_endpoint_from_executor(self) -> str:
        return "127.0.0.1"

    def get_runtime_endpoint(self) -> str:
        return f"http://127.0.0.1:{config.GATEWAY_LISTEN[0].port}"

    def get_logs(self) -> str:
        return self._process.take_output() if self._process else ""

    @classmethod
    def prepare_version(cls, function_version: FunctionVersion) -> None:
        runtime = function_version.config.runtime or ""
        if not runtime.startswith("nodejs"):
            raise ValueError(f"the embedded AWS runs Node functions only, not {runtime or 'container images'}")
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version: FunctionVersion) -> None:
        """The unpacked code is LocalStack's to remove."""

    @classmethod
    def validate_environment(cls) -> bool:
        return shutil.which(_node()) is not None

    def _spawn(self) -> RuntimeProcess:
        settings = self.function_version.config
        return RuntimeProcess(
            node=_node(),
            task_root=settings.code.get_unzipped_code_location(),
            memory_mb=settings.memory_size,
            env=self._env,
        )

    def _log(self, work: Work, process: RuntimeProcess) -> str:
        spent_ms = (time.monotonic() - work.taken_at) * 1000 if work.taken_at else 0.0
        peak = process.peak_memory_mb()
        lines = [
            f"START RequestId: {work.request_id} Version: {self.function_version.id.qualifier}",
            process.take_output().rstrip("\n"),
            *([_message(work)] if work.outcome and work.outcome.is_error else []),
            f"END RequestId: {work.request_id}",
            f"REPORT RequestId: {work.request_id}\tDuration: {spent_ms:.2f} ms\tBilled Duration: {math.ceil(spent_ms)} ms"
            f"\tMemory Size: {self.function_version.config.memory_size} MB"
            + (f"\tMax Memory Used: {peak} MB" if peak is not None else ""),
        ]
        return "\n".join(line for line in lines if line) + "\n"

    def _result(self, work: Work, outcome: results.Outcome, log: str) -> InvocationResult:
        if outcome.is_error:
            LOG.warning("%s failed: %s", self.function_version.id.function_name, outcome.payload[:2000].decode(errors="replace"))
        _append_to_file(self.function_version.id.function_name, log)
        return InvocationResult(
            request_id=work.request_id, payload=outcome.payload, is_error=outcome.is_error, logs=log
        )


def _message(work: Work) -> str:
    assert work.outcome is not None
    return f"{work.request_id} {work.outcome.payload[:4096].decode(errors='replace')}"


def _node() -> str:
    return os.environ.get("PURGATORY_LAMBDA_NODE", "node")


def _base_environment() -> dict[str, str]:
    """Nothing of the caller's environment reaches a function but what a process can't do without."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    cache = os.environ.get("PURGATORY_LAMBDA_COMPILE_CACHE")
    return {"LANG": "en_US.UTF-8", **kept, **({"NODE_COMPILE_CACHE": cache} if cache else {})}


def _append_to_file(function_name: str, log: str) -> None:
    directory = os.environ.get("PURGATORY_LAMBDA_LOG_DIR")
    if not directory or not log:
        return
    try:
        with open(Path(directory) / f"{function_name}.log", "a", encoding="utf-8") as file:
            file.write(log)
    except OSError as failure:
        LOG.warning("could not keep the log of %s: %s", function_name, failure)
