"""A visitor on the way, as the nodes see them."""

from collections.abc import Callable, Mapping, MutableMapping
from datetime import datetime
from typing import Any

from ..checks.visitors import Visitor

Memory = MutableMapping[str, Any]
"""What a session remembers of its picks, by the id of the rotator or page group; may be kept as JSON."""

Draw = Callable[[], float]
"""A number of [0, 1), evenly spread."""


class Trip:
    """Mutable: tags change on the way."""

    __slots__ = ("action", "attributes", "data", "draw", "fields", "memory", "route", "tags", "time")

    def __init__(
        self, visitor: Visitor, memory: Memory, draw: Draw, action: int, data: Mapping[str, str], route: str | None
    ) -> None:
        self.attributes = visitor.attributes
        self.fields = visitor.fields
        self.tags = visitor.tags
        self.time: datetime | None = visitor.time
        self.memory = memory
        self.draw = draw
        self.action = action
        self.data = data
        self.route = route

    @property
    def visitor(self) -> Visitor:
        return Visitor(self.attributes, self.fields, self.tags, self.time)
