"""Sets of values of one attribute, and what they leave of each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .ordered import Number

Edge = tuple[Any, int]
"""A value, and -1, 0 or 1: just below it, itself, just above it."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Some texts, in lower case, or all but some."""

    names: frozenset[str] = frozenset()
    all_but: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.all_but and not self.names

    def __contains__(self, name: str) -> bool:
        return (name in self.names) is not self.all_but

    def __invert__(self) -> "Texts":
        return Texts(self.names, not self.all_but)

    def __and__(self, other: "Texts") -> "Texts":
        if self.all_but and other.all_but:
            return Texts(self.names | other.names, True)
        if not self.all_but and not other.all_but:
            return Texts(self.names & other.names)
        some, rest = (other, self) if self.all_but else (self, other)
        return Texts(some.names - rest.names)

    def __or__(self, other: "Texts") -> "Texts":
        return ~(~self & ~other)


ANY_TEXT = Texts(all_but=True)


@dataclass(frozen=True, slots=True)
class Scale:
    """The values spans lie on. Between two neighbours of a whole scale there is nothing."""

    whole: bool
    lowest: int | None = None
    highest: int | None = None
    version: bool = False

    def above(self, edge: Edge) -> Edge:
        return (edge[0] + 1, 0) if self.whole else (edge[0], edge[1] + 1)

    def below(self, edge: Edge) -> Edge:
        return (edge[0] - 1, 0) if self.whole else (edge[0], edge[1] - 1)


@dataclass(frozen=True, slots=True)
class Span:
    """From one edge to another, both belonging to it; None is without end."""

    low: Edge | None
    high: Edge | None

    @property
    def is_empty(self) -> bool:
        return self.low is not None and self.high is not None and self.low > self.high

    def __and__(self, other: "Span") -> "Span":
        lows = [edge for edge in (self.low, other.low) if edge is not None]
        highs = [edge for edge in (self.high, other.high) if edge is not None]
        return Span(max(lows, default=None), min(highs, default=None))


@dataclass(frozen=True, slots=True)
class Spans:
    """Numbers, versions, times or days, as spans that do not touch; `unknown`: also where there is no number."""

    scale: Scale
    spans: tuple[Span, ...]
    unknown: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.spans and not self.unknown

    def __contains__(self, number: Number | int | None) -> bool:
        if number is None:
            return self.unknown
        point = Span((number, 0), (number, 0))
        return any(not (span & point).is_empty for span in self.spans)

    def __invert__(self) -> "Spans":
        gaps = [whole_of(self.scale)]
        for span in self.spans:
            gaps = [left for gap in gaps for left in self._without(gap, span)]
        return Spans(self.scale, tuple(gaps), not self.unknown and not self.scale.whole)

    def __and__(self, other: "Spans") -> "Spans":
        both = (one & two for one in self.spans for two in other.spans)
        return Spans(self.scale, _filled(both), self.unknown and other.unknown)

    def _without(self, gap: Span, span: Span) -> tuple[Span, ...]:
        before = Span(gap.low, self.scale.below(span.low)) if span.low else None
        after = Span(self.scale.above(span.high), gap.high) if span.high else None
        return _filled(one & gap for one in (before, after) if one)


def whole_of(scale: Scale) -> Span:
    return Span(
        None if scale.lowest is None else (scale.lowest, 0), None if scale.highest is None else (scale.highest, 0)
    )


def compared(scale: Scale, test: str, value: Any) -> Spans:
    """The values for which a comparison with `value` holds."""
    at: Edge = (value, 0)
    span = {
        "is": Span(at, at),
        ">": Span(scale.above(at), None),
        ">=": Span(at, None),
        "<": Span(None, scale.below(at)),
        "<=": Span(None, at),
    }[test]
    return Spans(scale, _filled([span & whole_of(scale)]))


def ranged(scale: Scale, low: Any, high: Any) -> Spans:
    return Spans(scale, _filled([Span((low, 0), (high, 0))]))


def _filled(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(span for span in spans if not span.is_empty)
