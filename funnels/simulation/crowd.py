"""Visitors who can be told apart by what a funnel looks at, and nothing finer."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..checks.visitors import Visitor
from ..routing import Looks, Trip, Wired
from .audience import Audience, looked_at

Indexes = NDArray[np.intp]


class Crowd:
    """Segments merged into kinds. For each set of things to look at, the kinds fall into still fewer sorts."""

    def __init__(self, wired: Wired, audience: Audience) -> None:
        looks = looked_at(wired)
        kinds: dict[Hashable, int] = {}
        self.visitors: list[Visitor] = []
        self.kind_of_segment: list[int] = []
        for segment in audience.segments:
            key = looks.key(_trip(segment.visitor))
            if key not in kinds:
                kinds[key] = len(kinds)
                self.visitors.append(segment.visitor)
            self.kind_of_segment.append(kinds[key])
        self._sorts: dict[Looks, Sorts] = {}

    def sorts(self, looks: Looks) -> "Sorts":
        """Who of them can be told apart by so little. Tags are looked at as they are on arrival."""
        if looks not in self._sorts:
            self._sorts[looks] = _sorts(looks, self.visitors)
        return self._sorts[looks]


@dataclass(frozen=True, slots=True)
class Sorts:
    of_kind: Indexes
    """The sort of each kind."""
    keys: Sequence[tuple[Hashable, ...]]
    """Of each sort."""
    somebody: Sequence[Visitor]
    """One of each sort."""


def _sorts(looks: Looks, visitors: Sequence[Visitor]) -> Sorts:
    found: dict[tuple[Hashable, ...], int] = {}
    somebody: list[Visitor] = []
    of_kind = []
    for visitor in visitors:
        key = looks.key(_trip(visitor))
        if key not in found:
            found[key] = len(found)
            somebody.append(visitor)
        of_kind.append(found[key])
    return Sorts(np.array(of_kind, dtype=np.intp), list(found), somebody)


Tagging = tuple[frozenset[str], frozenset[str]]
"""Tags that were added and removed on the way, as far as they still matter."""

UNTAGGED: Tagging = (frozenset(), frozenset())


def tagged(visitor: Visitor, tagging: Tagging) -> Visitor:
    if tagging == UNTAGGED:
        return visitor
    return replace(visitor, tags=(visitor.tags | tagging[0]) - tagging[1])


def retagged(tagging: Tagging, added: frozenset[str], removed: frozenset[str]) -> Tagging:
    """After a node that adds some and then removes some."""
    return (tagging[0] | added) - removed, (tagging[1] - added) | removed


def _trip(visitor: Visitor) -> Trip:
    return Trip(visitor, {}, float, 0, {}, None)
