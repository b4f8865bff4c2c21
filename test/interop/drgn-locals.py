"""What drgn (0.3.0) says of the variables of every task's frames: python drgn-locals.py DUMP VMLINUX [MODULE.ko ...] > DRGN.json

Beside locals-oracle.ts, which holds ours against it. drgn comes from PyPI.
"""
import json
import sys

import drgn
from drgn.helpers.linux.cpumask import for_each_possible_cpu
from drgn.helpers.linux.pid import for_each_task
from drgn.helpers.linux.sched import idle_task

AGGREGATES = (drgn.TypeKind.STRUCT, drgn.TypeKind.UNION, drgn.TypeKind.CLASS, drgn.TypeKind.ARRAY)


def value_of(variable):
    kind = variable.type_
    while kind.kind == drgn.TypeKind.TYPEDEF:
        kind = kind.type
    try:
        if variable.absent_:
            return {"is": "absent"}
        if kind.kind in AGGREGATES:
            if variable.address_ is None:
                return {"is": "bytes", "bytes": variable.to_bytes_().hex()}
            return {"is": "memory", "address": hex(variable.address_)}
        return {"is": "value", "value": str(int(variable.value_()))}
    except Exception as error:  # what drgn can't answer is nobody's fault here
        return {"is": "error", "why": repr(error)}


def frame_of(frame):
    variables = []
    try:
        names = frame.locals()
    except LookupError:
        names = []
    for name in names:
        try:
            variables.append({"name": name, **value_of(frame[name])})
        except Exception as error:
            variables.append({"name": name, "is": "error", "why": repr(error)})
    return {"function": frame.name, "inlined": frame.is_inline, "variables": variables}


def main(dump, *debug_files):
    program = drgn.Program()
    program.set_core_dump(dump)
    try:
        program.load_debug_info(debug_files)
    except drgn.MissingDebugInfoError as error:
        print(error, file=sys.stderr)
    tasks = {}
    everybody = list(for_each_task(program)) + [idle_task(program, cpu) for cpu in for_each_possible_cpu(program)]
    for task in everybody:
        try:
            tasks[hex(task.value_())] = [frame_of(frame) for frame in program.stack_trace(task)]
        except Exception as error:
            print(hex(task.value_()), error, file=sys.stderr)
    json.dump(tasks, sys.stdout)


main(*sys.argv[1:])
