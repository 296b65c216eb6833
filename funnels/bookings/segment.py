import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self


@dataclass(frozen=True, slots=True)
class Segment:
    """Traffic of a time, from `since` to before `until`; an empty restriction restricts nothing."""

    since: datetime
    until: datetime
    sources: tuple[str, ...] = ()
    funnels: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    visitors: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    """Value by the slot of a tracking field; all have to match."""

    @property
    def key(self) -> str:
        """The same text for the same traffic, from which it can be read."""
        said = {name: getattr(self, name) for name in _RESTRICTIONS}
        whole = {
            "since": _written(self.since),
            "until": _written(self.until),
            **{name: sorted(value) for name, value in said.items() if value},
            **({"fields": dict(sorted(self.fields.items()))} if self.fields else {}),
        }
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of(cls, key: str) -> Self:
        """The segment a key was made of."""
        whole = json.loads(key)
        return cls(
            since=datetime.fromisoformat(whole["since"]),
            until=datetime.fromisoformat(whole["until"]),
            fields=whole.get("fields", {}),
            **{name: tuple(whole.get(name, ())) for name in _RESTRICTIONS},
        )

    @property
    def is_unrestricted(self) -> bool:
        return not self.fields and not any(getattr(self, name) for name in _RESTRICTIONS)

    def may_overlap(self, other: "Segment") -> bool:
        """Whether visits may be in both, as far as can be told without looking at any."""
        if self.until <= other.since or other.until <= self.since:
            return False
        fields = set(self.fields) & set(other.fields)
        if any(self.fields[name] != other.fields[name] for name in fields):
            return False
        pairs = ((getattr(self, name), getattr(other, name)) for name in _RESTRICTIONS)
        return all(not mine or not theirs or not set(mine).isdisjoint(theirs) for mine, theirs in pairs)


_RESTRICTIONS = ("sources", "funnels", "groups", "countries", "visitors", "addresses")


def _written(time: datetime) -> str:
    return time.astimezone(UTC).isoformat()
