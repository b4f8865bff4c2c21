"""DynamoDB transactions of moto that cost what they write.

moto/dynamodb/models/__init__.py copies the whole table once for each item of a transaction, to have something to go back
to: with a few thousand items a transaction takes seconds. Here only the items that it names are kept, and put back when it
is cancelled. All calls take turns (dynamodb.py), so nobody sees the state in between.
"""

import copy
from typing import Any, Optional

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

from purgatory_local import queries

Saved = tuple[Table, DynamoType, Optional[DynamoType], Optional[Item]]


def apply() -> None:
    original = DynamoDBBackend.transact_write_items

    def transact_write_items(self: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
        saved = [known for item in transact_items if (known := _save(self, item))]
        # The copies that moto makes are the table itself: to put one back changes nothing.
        Table.__deepcopy__ = lambda table, _memo: table
        try:
            original(self, transact_items)
        except BaseException:
            for table, hash_key, range_key, item in reversed(saved):
                _restore(table, hash_key, range_key, item)
            raise
        finally:
            del Table.__deepcopy__

    DynamoDBBackend.transact_write_items = transact_write_items


def _save(backend: DynamoDBBackend, transact_item: dict[str, Any]) -> Optional[Saved]:
    operation = next(iter(transact_item.values()))
    table = backend.tables.get(operation.get("TableName"))
    keys = operation.get("Key") or operation.get("Item") or {}
    if table is None or table.hash_key_attr not in keys:
        return None
    hash_key = DynamoType(keys[table.hash_key_attr])
    range_key = None
    if table.range_key_attr is not None:
        if table.range_key_attr not in keys:
            return None
        range_key = DynamoType(keys[table.range_key_attr])
    return table, hash_key, range_key, copy.deepcopy(table.get_item(hash_key, range_key))


def _restore(table: Table, hash_key: DynamoType, range_key: Optional[DynamoType], item: Optional[Item]) -> None:
    if range_key is None:
        if item is None:
            table.items.pop(hash_key, None)
        else:
            table.items[hash_key] = item
    elif item is None:
        table.items[hash_key].pop(range_key, None)
    else:
        table.items[hash_key][range_key] = item
    queries.note(table, hash_key, range_key)
