from collections.abc import Sequence
from typing import TypeVar

from funnels.wire import Json

Item = TypeVar("Item")

DEFAULT_LENGTH = 50


def page(items: Sequence[Item], body: Json) -> Sequence[Item]:
    """Those that `paging` asks for; whole numbers may be written as 10.0."""
    asked = body.get("paging") or {}
    start = int(asked.get("start", 0))
    return items[start : start + int(asked.get("length", DEFAULT_LENGTH))]
