"""DynamoDB queries of moto that cost what they find.

moto/dynamodb/models/table.py puts all items of a table in order and walks through them, for each query: with some thousand items
that is most of what the emulator computes. Here a query is handed the items of its partition, of the table or of an index, and does the
rest as before. All calls take turns (dynamodb.py), so nobody sees the state in between.
"""

from typing import Any, Optional

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

Key = tuple[DynamoType, Optional[DynamoType]]
# Its type and itself.
Value = tuple[str, Any]

# Where a table keeps its partitions, by the attribute that they are made by.
_KEPT = "_purgatory_partitions"


class Partitions:
    """The items of a table by one of their attributes. Items change in place: each is told to `put` again after a write."""

    def __init__(self, table: Table, attribute: str):
        self._attribute = attribute
        self._items: dict[Value, dict[Key, Item]] = {}
        self._values: dict[Key, Value] = {}
        for item in Table.all_items(table):
            self.put((item.hash_key, item.range_key), item)

    def put(self, key: Key, item: Optional[Item]) -> None:
        """What stands under a key now; None: nothing."""
        if (old := self._values.pop(key, None)) is not None:
            del self._items[old][key]
            if not self._items[old]:
                del self._items[old]
        found = None if item is None else item.attrs.get(self._attribute)
        # Only a text, a number or bytes can be the key of an index: an item with anything else is not in it.
        if found is not None and found.type in ("S", "N", "B"):
            value = (found.type, found.value)
            self._values[key] = value
            self._items.setdefault(value, {})[key] = item

    def of(self, wanted: DynamoType) -> list[Item]:
        return list(self._items.get((wanted.type, wanted.value), {}).values())


def apply() -> None:
    _query_partitions()
    _tell_of_writes()


def note(table: Table, hash_key: DynamoType, range_key: Optional[DynamoType]) -> None:
    """Something was written, or may have been, under this key."""
    for partitions in getattr(table, _KEPT, {}).values():
        partitions.put((hash_key, range_key), _item(table, hash_key, range_key))


def _query_partitions() -> None:
    original = Table.query

    def query(self: Table, hash_key: DynamoType, *args: Any, index_name: Optional[str] = None, **kwargs: Any) -> Any:
        # The backend passes it as the seventh argument.
        if len(args) > 6:
            index_name = args[6]
        else:
            kwargs["index_name"] = index_name
        found = _found(self, hash_key, index_name)
        if found is None:
            return original(self, hash_key, *args, **kwargs)
        self.all_items = lambda: found
        try:
            return original(self, hash_key, *args, **kwargs)
        finally:
            del self.all_items

    Table.query = query


def _found(table: Table, hash_key: DynamoType, index_name: Optional[str]) -> Optional[list[Item]]:
    """At least the items that the query is about; None where moto had better see for itself, as with an index that is not there."""
    if index_name is None:
        items = table.items.get(hash_key, {})
        return [items] if isinstance(items, Item) else list(items.values())
    index = next((each for each in table.all_indexes() if each.name == index_name), None)
    attribute = next((key["AttributeName"] for key in index.schema if key["KeyType"] == "HASH"), None) if index else None
    if attribute is None:
        return None
    kept = table.__dict__.setdefault(_KEPT, {})
    if attribute not in kept:
        kept[attribute] = Partitions(table, attribute)
    return kept[attribute].of(hash_key)


def _tell_of_writes() -> None:
    put_item, delete_item, update_item = Table.put_item, Table.delete_item, DynamoDBBackend.update_item

    def put(self: Table, *args: Any, **kwargs: Any) -> Item:
        item = put_item(self, *args, **kwargs)
        note(self, item.hash_key, item.range_key)
        return item

    def delete(self: Table, hash_key: DynamoType, range_key: Optional[DynamoType]) -> Optional[Item]:
        item = delete_item(self, hash_key, range_key)
        note(self, hash_key, range_key)
        return item

    def update(self: DynamoDBBackend, table_name: str, key: dict[str, Any], *args: Any, **kwargs: Any) -> Item:
        try:
            return update_item(self, table_name, key, *args, **kwargs)
        finally:
            # What failed may have changed something before.
            table = self.tables.get(table_name)
            if table is not None and table.hash_key_attr in key:
                attribute = table.range_key_attr
                range_key = DynamoType(key[attribute]) if attribute in key else None
                note(table, DynamoType(key[table.hash_key_attr]), range_key)

    Table.put_item = put
    Table.delete_item = delete
    DynamoDBBackend.update_item = update


def _item(table: Table, hash_key: DynamoType, range_key: Optional[DynamoType]) -> Optional[Item]:
    found = table.items.get(hash_key)
    return found if found is None or isinstance(found, Item) else found.get(range_key)
