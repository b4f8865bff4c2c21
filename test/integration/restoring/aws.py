"""Reads lines `aws SERVICE OPERATION --option value …` as the AWS command line would, by botocore's own models.

With `--check` a line is only held to its model. Otherwise it is called, and its answer printed as one line of JSON.
"""

import json
import shlex
import sys

import botocore.session
from botocore import xform_name
from botocore.validate import ParamValidator

SERVICES = {"s3api": "s3"}


def parse(session, line):
    words = shlex.split(line)
    if words[:1] != ["aws"]:
        raise SystemExit(f"not a command of aws: {line}")
    service, operation, options = words[1], words[2], words[3:]
    client = session.create_client(SERVICES.get(service, service))
    names = {name.replace("_", "-"): name for name in client.meta.method_to_api_mapping}
    if operation not in names:
        raise SystemExit(f"{service} has no operation {operation}")
    model = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[names[operation]])
    members = {xform_name(name, "-"): (name, shape) for name, shape in model.input_shape.members.items()}
    values = {}
    while options:
        option = options.pop(0)
        if not option.startswith("--") or option[2:] not in members:
            raise SystemExit(f"{service} {operation} has no option {option}")
        name, shape = members[option[2:]]
        if shape.type_name == "boolean":
            values[name] = True
            continue
        texts = []
        while options and not options[0].startswith("--"):
            texts.append(options.pop(0))
        values[name] = value(shape, texts)
    problems = ParamValidator().validate(values, model.input_shape)
    if problems.has_errors():
        raise SystemExit(f"{line}: {problems.generate_report()}")
    return client, names[operation], values


def value(shape, texts):
    if shape.type_name in ("structure", "map"):
        return json.loads(texts[0])
    if shape.type_name == "list":
        return texts
    if shape.type_name in ("integer", "long"):
        return int(texts[0])
    return texts[0]


def main():
    session = botocore.session.get_session()
    for line in sys.stdin.read().splitlines():
        client, operation, values = parse(session, line)
        answer = None if "--check" in sys.argv else getattr(client, operation)(**values)
        print(json.dumps(answer, default=str))


main()
