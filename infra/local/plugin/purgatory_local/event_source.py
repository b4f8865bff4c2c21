"""Event source mappings that see a message at once.

LocalStack 4.12 (event_source_mapping/esm_worker.py) backs off from an empty queue for one second at first, whatever
LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC says: the limit only holds from the second round on.
"""

from typing import Any

from localstack.services.lambda_.event_source_mapping import esm_worker
from localstack.utils.backoff import ExponentialBackoff


def poll_sooner() -> None:
    """Makes the first back-off keep to the limit too. Where a new LocalStack has no such name, nothing changes."""
    if getattr(esm_worker, "ExponentialBackoff", None) is ExponentialBackoff:
        esm_worker.ExponentialBackoff = _bounded_backoff


def _bounded_backoff(initial_interval: float, max_interval: float, **kwargs: Any) -> ExponentialBackoff:
    return ExponentialBackoff(
        initial_interval=min(initial_interval, max_interval), max_interval=max_interval, **kwargs
    )
