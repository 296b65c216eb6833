from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .moments import WEEKDAYS

_WORDS = {"Device: Type": "device", "Connection: Type": "connection type"}


@dataclass(frozen=True)
class Visitor:
    """Who comes, as far as it is known."""

    attributes: Mapping[str, str] = field(default_factory=dict)
    """By our word, such as `country`, `device`, `browser`; unknown ones are left out."""

    fields: Mapping[str, str] = field(default_factory=dict)
    """Tracking fields by name."""

    tags: frozenset[str] = frozenset()
    """Ids of the visitor tags they carry."""

    time: datetime | None = None
    """Aware, in the visitor's own zone."""

    def described(self, tag_names: Mapping[str, str] = {}) -> dict[str, str]:
        """What is known of them, for people to read."""
        known = dict(self.attributes)
        known |= {f"field {name}": value for name, value in self.fields.items()}
        if self.tags:
            known["tags"] = ", ".join(sorted(tag_names.get(tag, tag) for tag in self.tags))
        if self.time:
            known["time"] = f"{WEEKDAYS[self.time.isoweekday() % 7]} {self.time:%Y-%m-%d %H:%M %Z}"
        return known or {"visitor": "anybody"}


def word(attribute: str) -> str:
    """Our word for an attribute as the tracker spells it: `Location: Country` is `country`."""
    return _WORDS.get(attribute) or attribute.rpartition(": ")[2].lower()
