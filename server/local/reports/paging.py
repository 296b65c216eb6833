from collections.abc import Sequence
from typing import TypeVar

from funnels.wire import Json

Item = TypeVar("Item")

DEFAULT_LENGTH = 50


def page(items: Sequence[Item], body: Json) -> Sequence[Item]:
    start, length = window(body)
    return items[start : start + length]


def window(body: Json) -> tuple[int, int]:
    """How many `paging` skips and how many it asks for then; whole numbers may be written as 10.0."""
    asked = body.get("paging") or {}
    return int(asked.get("start", 0)), int(asked.get("length", DEFAULT_LENGTH))
