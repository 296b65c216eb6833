"""Tracking fields: which slot of a traffic source holds what a word means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from funnels.assets import TrafficSource
from funnels.errors import AmbiguousError
from funnels.names import folded

from .slang import PLACEMENTS

_NAMED = {"campaign": "Tracking: Campaign", "external": "Tracking: External ID"}
"""Slots that are attributes of their own."""

FIELD = "Tracking: Field"


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot, as some sources call it."""

    slot: str
    called: str = ""
    sources: tuple[TrafficSource, ...] = field(default=(), repr=False)

    @property
    def attribute(self) -> str:
        return _NAMED.get(self.slot, FIELD)

    @property
    def number(self) -> str:
        """The slot where the attribute wants one."""
        return self.slot if self.attribute == FIELD else ""


def exactly(words: str, sources: Iterable[TrafficSource]) -> Slot | None:
    """The slot that sources call so; AmbiguousError where they have it in different ones."""
    wanted = _letters(words)
    return _only(words, [one for one in _slots(sources) if _letters(one.called) == wanted])


def by_placement(words: str, sources: Sequence[TrafficSource]) -> Slot | None:
    """Where the sources say the advertisement stood: by this word, else by any other for it."""
    if folded(words) not in PLACEMENTS:
        return None
    slots = list(_slots(sources))
    close = [one for one in slots if _letters(words) in _letters(one.called)]
    alike = [one for one in slots if any(_letters(word) in _letters(one.called) for word in PLACEMENTS)]
    return _only(words, close or alike)


def names(sources: Iterable[TrafficSource]) -> list[str]:
    return list(dict.fromkeys(one.called for one in _slots(sources)))


def called(source: TrafficSource) -> dict[str, str]:
    """Name by slot, as far as the source has names."""
    return {slot: one.name for slot, one in source.tracking_field_slots.items() if one.name}


def _slots(sources: Iterable[TrafficSource]) -> list[Slot]:
    return [Slot(slot, name, (source,)) for source in sources for slot, name in called(source).items()]


def _only(words: str, fitting: Sequence[Slot]) -> Slot | None:
    if not fitting:
        return None
    places = list(dict.fromkeys(one.slot for one in fitting))
    if len(places) > 1:
        raise AmbiguousError(
            f"{words!r} could be several tracking fields: {_listed(fitting)}.",
            candidates=[f"{one.slot} of {one.sources[0].name}" for one in fitting],
            hint="Filter by one traffic source, or say the slot.",
        )
    return Slot(places[0], fitting[0].called, tuple(one.sources[0] for one in fitting))


def _listed(fitting: Sequence[Slot]) -> str:
    return ", ".join(f"{one.called!r} ({one.slot}) of {one.sources[0].name!r}" for one in fitting[:6])


def _letters(words: str) -> str:
    return folded(words).replace(" ", "")
