"""Entry points. Imports are inside the functions: plux loads this file before LocalStack itself is set up."""

from localstack.runtime import hooks
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.plugins import Service, aws_provider


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    """`LAMBDA_RUNTIME_EXECUTOR=process`: each Lambda environment is a local Node process."""

    name = "process"

    def load(self, *args, **kwargs):
        from purgatory_local.executor import ProcessRuntimeExecutor

        return ProcessRuntimeExecutor


@aws_provider(api="dynamodb", name="moto")
def dynamodb() -> Service:
    from purgatory_local.dynamodb import dynamodb_service

    return dynamodb_service()


@aws_provider(api="dynamodbstreams", name="moto")
def dynamodbstreams() -> Service:
    from purgatory_local.dynamodb import dynamodbstreams_service

    return dynamodbstreams_service()


@hooks.on_infra_start()
def end_with_parent() -> None:
    from purgatory_local.parent import watch_parent

    watch_parent()


@hooks.on_infra_start()
def patches() -> None:
    from purgatory_local.patches import apply

    apply()
