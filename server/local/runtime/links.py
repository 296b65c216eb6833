"""What the links of the run time say.

Names of parameters: `c` (cost), and on the page script `f`, `n`, `p`, `ts` [documentation]; `n` (node) and `vid`
(visitor) on entrance links are our ruling, as is that a tracking field is found under the source's name for it and
under its slot as well, the source's name first.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from funnels.assets import TrafficSource
from funnels.events import FIELD_SLOTS

SLOTS = ("campaign", "external", *FIELD_SLOTS)

RESERVED = frozenset({"c", "n", "vid"})
"""Not kept in the session: the run time's own."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Which parameters of a link fill which slots, for one traffic source."""

    slot: Mapping[str, str]
    """By the name of the parameter."""
    alias: Mapping[str, str]
    """The source's name of each slot in use."""

    def sorted(self, parameters: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """Values by slot, and what else there is, for the session."""
        fields: dict[str, str] = {}
        rest: dict[str, str] = {}
        for name, value in parameters.items():
            slot = self.slot.get(name)
            if slot is None:
                if name not in RESERVED:
                    rest[name] = value
            elif value and (slot not in fields or name == self.alias.get(slot)):
                fields[slot] = value
        return fields, rest


def slots_of(source: TrafficSource | None) -> Slots:
    """Of a visit without a source, or one that names no fields, the slots go by their own names."""
    fields = source.tracking_field_slots if source else {}
    alias = {
        slot: fields[slot].name.strip()
        for slot in SLOTS
        if slot in fields and fields[slot].status == "active" and fields[slot].name.strip()
    }
    names = {name: slot for slot, name in reversed(alias.items()) if name not in RESERVED}
    return Slots({**{slot: slot for slot in SLOTS}, **names}, alias)


NO_SOURCE = slots_of(None)


def codes(path: str) -> tuple[str, str] | None:
    """The ids of funnel and traffic source in `/fts/{funnel}-{source}`; None where there are not two."""
    funnel, has_both, source = path.removeprefix("/fts/").rstrip("/").partition("-")
    return (funnel, source) if has_both and funnel and source and "/" not in source else None


def action(path: str) -> int | None:
    """The number in `/action/{n}`: 1 to 999, or None."""
    number = path.removeprefix("/action/").rstrip("/")
    return int(number) if number.isascii() and number.isdecimal() and len(number) <= 3 and int(number) else None
