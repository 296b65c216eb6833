"""Who comes: weighted kinds of visitors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from math import prod

from ..checks.visitors import Visitor
from ..errors import InputError
from ..routing import Fork, Looks, Wired


@dataclass(frozen=True)
class Segment:
    """Visitors who are alike in all that is known of them."""

    weight: float
    """Its part of the audience; weights need not add up to 1."""
    visitor: Visitor = field(default_factory=Visitor)
    source: str = ""
    """Id of the traffic source they are bought from; empty where that is not known."""
    name: str = ""


@dataclass(frozen=True)
class Audience:
    """Raises InputError where nobody is in it, or a weight is no share."""

    segments: tuple[Segment, ...]

    def __post_init__(self) -> None:
        if not self.segments:
            raise InputError("The audience is empty.", hint="Name at least one segment, such as 100 % from DE.")
        wrong = next((one for one in self.segments if not 0 <= one.weight < float("inf")), None)
        if wrong:
            called = wrong.name or "a segment"
            raise InputError(f"The weight of {called!r} is {wrong.weight}, not 0 or more.")
        if not any(one.weight for one in self.segments):
            raise InputError("Every segment of the audience has the weight 0.", hint="Give one of them a share.")

    @property
    def shares(self) -> list[float]:
        total = sum(one.weight for one in self.segments)
        return [one.weight / total for one in self.segments]


ANYBODY = Audience((Segment(1.0, name="anybody"),))
"""Visitors of whom nothing is known: conditions send them the default way."""


def crossed(
    attributes: Mapping[str, Mapping[str, float]] = {},
    fields: Mapping[str, Mapping[str, float]] = {},
    sources: Mapping[str, float] = {},
    times: Sequence[datetime] = (),
) -> Audience:
    """Every combination of the given mixes, as if they were independent of each other. `sources` is by id.

    `times` are equally likely moments in the visitors' own zone, such as the 24 hours of a day.
    """
    dimensions: list[list[_Part]] = [
        *([_Part(weight, value, {name: value}) for value, weight in mix.items()] for name, mix in attributes.items()),
        *([_Part(weight, value, {}, {name: value}) for value, weight in mix.items()] for name, mix in fields.items()),
    ]
    if sources:
        dimensions.append([_Part(weight, id, source=id) for id, weight in sources.items()])
    if times:
        dimensions.append([_Part(1.0, f"{time:%a %H:%M}", time=time) for time in times])
    return Audience(tuple(_segment(parts) for parts in product(*dimensions)))


def looked_at(wired: Wired) -> Looks:
    """All that the decisions of a funnel look at: what an audience has to say to be sent the right way."""
    looks = [place.looks for place in wired.places.values() if isinstance(place, Fork)]
    return Looks(
        attributes=tuple(sorted({name for one in looks for name in one.attributes})),
        fields=tuple(sorted({name for one in looks for name in one.fields})),
        tags=frozenset(tag for one in looks for tag in one.tags),
        data=tuple(sorted({name for one in looks for name in one.data})),
        time=any(one.time for one in looks),
    )


@dataclass(frozen=True)
class _Part:
    weight: float
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    time: datetime | None = None


def _segment(parts: Sequence[_Part]) -> Segment:
    visitor = Visitor(
        attributes={name: value for part in parts for name, value in part.attributes.items()},
        fields={name: value for part in parts for name, value in part.fields.items()},
        time=next((part.time for part in parts if part.time), None),
    )
    source = next((part.source for part in parts if part.source), "")
    return Segment(prod(part.weight for part in parts), visitor, source, " ".join(part.name for part in parts))
