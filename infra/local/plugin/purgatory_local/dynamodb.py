"""DynamoDB on moto's backend, which is installed with LocalStack, instead of DynamoDB Local, which is a download.

moto keeps tables in plain dictionaries and a transaction copies them, applies its items and puts the copy back: a write
that another thread made in between is lost although it was acknowledged. One lock around every call makes the calls
take turns, which is what a client sees of the real service too. moto also applies a transaction again that is sent
again under the same ClientRequestToken, as every SDK does after a lost answer: those are remembered here.
"""

import copy
import hashlib
import json
import threading
import time
from collections import OrderedDict

from localstack.aws.api import CommonServiceException, RequestContext, ServiceRequest, ServiceResponse
from localstack.aws.api.dynamodb import DynamodbApi
from localstack.aws.api.dynamodbstreams import DynamodbstreamsApi
from localstack.aws.forwarder import ForwardingFallbackDispatcher
from localstack.services.moto import call_moto
from localstack.services.plugins import Service, ServiceLifecycleHook

TOKEN_SECONDS = 600.0
MAX_TOKENS = 10_000

_lock = threading.RLock()
_answered: "OrderedDict[tuple[str, str, str], tuple[float, str, ServiceResponse]]" = OrderedDict()


class MotoDynamoDb(DynamodbApi, ServiceLifecycleHook):
    """Implements nothing itself: every operation falls through to moto."""


class MotoDynamoDbStreams(DynamodbstreamsApi, ServiceLifecycleHook):
    """Implements nothing itself: every operation falls through to moto."""


def dynamodb_service() -> Service:
    return Service.for_provider(MotoDynamoDb(), dispatch_table_factory=_in_turns)


def dynamodbstreams_service() -> Service:
    return Service.for_provider(MotoDynamoDbStreams(), dispatch_table_factory=_in_turns)


def _in_turns(provider: object):
    return ForwardingFallbackDispatcher(provider, _call)


def _call(context: RequestContext, request: ServiceRequest) -> ServiceResponse:
    with _lock:
        token = request.get("ClientRequestToken") if context.operation.name == "TransactWriteItems" else None
        if not token:
            return call_moto(context)
        return _once(context, request, token)


def _once(context: RequestContext, request: ServiceRequest, token: str) -> ServiceResponse:
    key = (context.account_id, context.region, token)
    digest = hashlib.sha256(json.dumps(request, sort_keys=True, default=str).encode()).hexdigest()
    _forget_old_tokens()
    if known := _answered.get(key):
        if known[1] != digest:
            raise CommonServiceException(
                "IdempotentParameterMismatchException",
                "The request uses the same client token as a previous, but non-identical request.",
            )
        return copy.deepcopy(known[2])
    response = call_moto(context)
    _answered[key] = (time.monotonic(), digest, copy.deepcopy(response))
    return response


def _forget_old_tokens() -> None:
    limit = time.monotonic() - TOKEN_SECONDS
    while _answered:
        key, (answered_at, _, _) = next(iter(_answered.items()))
        if answered_at > limit and len(_answered) < MAX_TOKENS:
            return
        del _answered[key]
