"""Which tracking field a word such as `section` or `widget` means."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_ALIKE = (
    ("section", "site", "zone", "placement", "widget", "publisher", "spot", "sub"),
    ("ad", "creative", "banner", "item", "campaignitem"),
    ("adset", "adgroup"),
)
"""Words for one idea, which each traffic source calls by another of them."""

_VAGUE = ("zone", "placement", "widget", "publisher", "spot", "sub")
"""People say these of any source, whatever it calls the place itself."""

Fields = Mapping[str, Mapping[str, str]]
"""Traffic source -> slot -> what it is called there."""


@dataclass(frozen=True, slots=True)
class Field:
    slot: str
    source: str
    alias: str

    @property
    def attribute(self) -> str:
        return {"campaign": "Tracking: Campaign", "external": "Tracking: External ID"}.get(self.slot, self.slot)


def exactly(said: str, fields: Fields) -> list[Field]:
    """Where a source calls a field so, or has it in this slot: the first of each source."""
    wanted = _bare(said)
    return _firsts(fields, lambda slot, alias: wanted == _bare(alias) or said == slot)


def alike(said: str, fields: Fields) -> list[Field]:
    """Where a source calls the same idea by another word."""
    kind = next((words for words in _ALIKE if _bare(said) in words), ())
    return _firsts(fields, lambda slot, alias: _bare(alias) in kind)


def is_vague(said: str) -> bool:
    return _bare(said) in _VAGUE


def _firsts(fields: Fields, fits: Callable[[str, str], bool]) -> list[Field]:
    found = []
    for source, slots in fields.items():
        fitting = [
            Field(slot, source, alias) for slot, alias in sorted(slots.items(), key=_order) if fits(slot, alias)
        ]
        found += fitting[:1]
    return found


def _order(one: tuple[str, str]) -> tuple[bool, int, str]:
    """c1, c2 ... and campaign and external behind them."""
    return not re.fullmatch(r"c\d+", one[0]), len(one[0]), one[0]


def _bare(word: str) -> str:
    """`sections`, `section_id` and `section id` are one."""
    plain = re.sub(r"[^a-z0-9]", "", word.lower())
    plain = plain.removesuffix("ids").removesuffix("id") if len(plain) > 3 else plain
    return plain.removesuffix("s") if len(plain) > 2 and not plain.endswith("ss") else plain
