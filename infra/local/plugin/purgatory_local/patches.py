"""Repairs of LocalStack 4.12 that Purgatory needs. Each names the file that it is about."""

import functools
import hashlib
import uuid
from typing import Any

from botocore.loaders import JSONFileLoader
from localstack.services.apigateway.next_gen.execute_api.handlers import integration_request, integration_response
from localstack.services.apigateway.next_gen.execute_api.integrations import aws as aws_integration
from localstack.services.cloudformation.resource_provider import ResourceProviderExecutor
from localstack.services.kms.models import KmsKey
from localstack.services.lambda_.event_source_mapping import esm_worker
from localstack.services.lambda_.invocation import version_manager
from localstack.services.lambda_.invocation.execution_environment import ExecutionEnvironment
from localstack.utils.backoff import ExponentialBackoff
from twisted.web import http

from purgatory_local import queries, transactions


def apply() -> None:
    _poll_sooner()
    _deploy_sooner()
    _read_models_once()
    _read_content_types_once()
    _measure_no_functions()
    _name_key_material()
    _log_where_configured()
    _match_any_media_type()
    queries.apply()
    transactions.apply()


def _poll_sooner() -> None:
    """lambda_/event_source_mapping/esm_worker.py backs off from an empty queue for one second at first, whatever
    LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC says: the limit only holds from the second round on."""

    def bounded(initial_interval: float, max_interval: float, **kwargs: Any) -> ExponentialBackoff:
        return ExponentialBackoff(
            initial_interval=min(initial_interval, max_interval), max_interval=max_interval, **kwargs
        )

    esm_worker.ExponentialBackoff = bounded


def _deploy_sooner() -> None:
    """cloudformation/resource_provider.py looks five times at once whether a resource is made, and then only every second: a
    function is made in a tenth of that, and a stack has one after the other."""
    original = ResourceProviderExecutor.deploy_loop

    def deploy_loop(self: ResourceProviderExecutor, *args: Any, **kwargs: Any) -> Any:
        return original(self, *args, **{"sleep_time": 0.05, **kwargs})

    ResourceProviderExecutor.deploy_loop = deploy_loop


def _read_models_once() -> None:
    """utils/aws/aws_stack.py, moto and others make a session wherever they need one, and each session of botocore (loaders.py)
    reads the megabytes of its endpoints and models again. Within a session they are shared already: nobody changes them."""
    original = JSONFileLoader.load_file

    @functools.cache
    def load_file(path: str) -> Any:
        return original(JSONFileLoader(), path)

    JSONFileLoader.load_file = lambda self, file_path: load_file(file_path)


def _read_content_types_once() -> None:
    """twisted/web/http.py reads the content type of each request with a parser of mail headers, a tenth of all that the emulator
    computes. There are few that come again and again."""
    http._parseContentType = functools.lru_cache(maxsize=256)(http._parseContentType)


def _measure_no_functions() -> None:
    """lambda_/invocation/version_manager.py sends CloudWatch a metric after each invocation, by HTTP to itself: a quarter of all that the
    emulator computes, for figures that nobody here looks at."""

    def keep_nothing(**kwargs: Any) -> None:
        pass

    version_manager.record_cw_metric_invocation = keep_nothing
    version_manager.record_cw_metric_error = keep_nothing


def _name_key_material() -> None:
    """kms/models.py gives bytes to uuid5(), which takes them from Python 3.12 on: below, no symmetric key can be made."""

    def generate_key_material_id(self: KmsKey, key_material: bytes) -> str:
        digest = hashlib.sha1(self._internal_key_id.bytes + key_material, usedforsecurity=False).digest()
        return uuid.UUID(bytes=digest[:16], version=5).hex * 2

    KmsKey.generate_key_material_id = generate_key_material_id


def _log_where_configured() -> None:
    """lambda_/invocation/execution_environment.py writes to /aws/lambda/NAME even where the function names another group."""
    original = ExecutionEnvironment.get_log_group_name

    def get_log_group_name(self: ExecutionEnvironment) -> str:
        return self.function_version.config.logging_config.get("LogGroup") or original(self)

    ExecutionEnvironment.get_log_group_name = get_log_group_name


def _match_any_media_type() -> None:
    """apigateway/next_gen/execute_api/helpers.py skips `*/*` among an API's binary media types, which on AWS stands for all
    of them: a compressed answer of a function would reach its caller in base64."""

    def patched(original: Any) -> Any:
        def matches(mime_type: str | None, binary_media_types: list[str]) -> bool:
            return "*/*" in (binary_media_types or []) or original(mime_type, binary_media_types)

        return matches

    for module in (integration_request, integration_response, aws_integration):
        module.mime_type_matches_binary_media_types = patched(module.mime_type_matches_binary_media_types)
