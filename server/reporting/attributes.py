"""Which attribute a word means: a name of the contract, a label, slang, a slot, or what a source calls a field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from funnels.assets import TrafficSource
from funnels.errors import InputError
from funnels.events import FIELD_SLOTS
from funnels.names import folded, nearest
from funnels.reports import ATTRIBUTE, ATTRIBUTES, Attribute

from . import fields
from .fields import Slot
from .slang import ATTRIBUTES as SLANG
from .slang import PLACEMENTS
from .strangers import said

_SLOT = re.compile(r"(?:tracking: )?(?:field )?\(?c ?(\d{1,3})\)?")


_NONE = Slot("")


@dataclass(frozen=True, slots=True)
class Wanted:
    attribute: Attribute
    slot: Slot = _NONE
    """For tracking fields, and only then."""

    @property
    def label(self) -> str:
        if not self.slot.called:
            return self.slot.number or _spoken(self.attribute)
        return f"{said(self.slot.called, 40)} ({self.slot.slot})"


def attribute(words: str, sources: Sequence[TrafficSource], *, scoped: bool = False, what: str = "by") -> Wanted:
    """`sources` are those whose visits are asked about; `scoped`: they were chosen, so their words go first.

    InputError, which names `what`, with the nearest; AmbiguousError where sources have a field in several slots.
    """
    plain = folded(words)
    if found := _of_contract(plain):
        return Wanted(found)
    if slot := _slot(plain, sources, what):
        return _tracked(slot)
    if scoped and (slot := fields.exactly(words, sources)):
        return _tracked(slot)
    if name := SLANG.get(plain) or SLANG.get(plain.removesuffix("s")):
        return Wanted(ATTRIBUTE[name])
    if slot := fields.exactly(words, sources) or fields.by_placement(words, sources):
        return _tracked(slot)
    raise _unknown(words, sources, what)


def _of_contract(plain: str) -> Attribute | None:
    singular = plain.removesuffix("s")
    for one in ATTRIBUTES:
        if one.needs_field:
            continue
        if plain == folded(one.name) or folded(_spoken(one)) in (plain, singular):
            return one
    return None


def _is_vague(one: Attribute) -> bool:
    """Whose label says too little without its group."""
    return one.label in ("Type", "Field", "Model Name")


def _spoken(one: Attribute) -> str:
    """Its label, with its group where it says too little: `Device type`."""
    return f"{one.group} {one.label.casefold()}" if _is_vague(one) and not one.needs_field else one.label


def _slot(plain: str, sources: Sequence[TrafficSource], what: str) -> Slot | None:
    match = _SLOT.fullmatch(plain)
    if match is None:
        return None
    slot = f"c{int(match[1])}"
    if slot not in FIELD_SLOTS:
        raise InputError(f"{what}: there is no tracking field {slot!r}.", hint="They are c1 to c20.")
    called = {fields.called(one)[slot] for one in sources if slot in fields.called(one)}
    return Slot(slot, called.pop() if len(called) == 1 else "")


def _tracked(slot: Slot) -> Wanted:
    return Wanted(ATTRIBUTE[slot.attribute], slot)


def _unknown(words: str, sources: Sequence[TrafficSource], what: str) -> InputError:
    labels = [one.label for one in ATTRIBUTES if not _is_vague(one)]
    words_known = [*labels, *(one.name for one in ATTRIBUTES), *SLANG, *PLACEMENTS, *fields.names(sources)]
    near = nearest(words, words_known, most=3)
    vague = [_spoken(one) for one in ATTRIBUTES if folded(one.label) == folded(words) and not one.needs_field]
    near = [one.casefold() for one in vague] or near
    guess = f"Did you mean {' or '.join(repr(said(one, 60)) for one in near)}?" if near else ""
    if folded(words) in PLACEMENTS or folded(words) in ("tracking: field", "field", "tracking field"):
        guess = "No source in question has a field of such a name: say its slot, c1 to c20."
    return InputError(f"{what}: there is no attribute {words!r}.", hint=guess or "report_fields lists them.")
