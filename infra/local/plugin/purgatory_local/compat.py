"""LocalStack 4.12 says that it runs on Python 3.10, and uses some names of 3.11. Here they are."""

import datetime
import enum
import http
import sys
import typing


def apply() -> None:
    """Before anything of LocalStack is imported."""
    if sys.version_info >= (3, 11):
        return
    import typing_extensions

    for name in ("NotRequired", "Required", "Self", "Unpack"):
        setattr(typing, name, getattr(typing_extensions, name))
    datetime.UTC = datetime.timezone.utc
    enum.StrEnum = _StrEnum
    methods = ("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE")
    http.HTTPMethod = _StrEnum("HTTPMethod", {name: name for name in methods})


class _StrEnum(str, enum.Enum):
    """`enum.StrEnum` of Python 3.11: the value is the text, in str() and in format() too."""

    __str__ = str.__str__
    __format__ = str.__format__

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[str]) -> str:
        return name.lower()
