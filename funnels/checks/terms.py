"""Conditions as alternatives ("terms"), each a set of values for every attribute it speaks of.

Attributes are taken as independent of each other. So what is proven empty is empty for every real visitor, but a
term that is not empty may still describe nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .ordered import number
from .values import ANY_TEXT, Spans, Texts

MOST_TERMS = 256
"""Beyond it nothing is claimed: the number of alternatives can double with every rule."""

Dimension = tuple[str, ...]
"""What is tested: (`country`,), (`field`, name), (`tag`, id), (time attribute, offset) or an opaque test."""


class TooManyTerms(Exception):  # noqa: N818 -- not an error, but the point where the analysis stops
    pass


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text contains one of some parts, or none of them."""

    parts: frozenset[str]
    found: bool = True

    def __contains__(self, text: str) -> bool:
        return any(part in text for part in self.parts) is self.found

    def __invert__(self) -> "Pattern":
        return Pattern(self.parts, not self.found)

    def excludes(self, other: "Pattern") -> bool:
        """No text has one of our parts without having one that `other` forbids."""
        return (
            self.found
            and not other.found
            and all(any(forbidden in part for forbidden in other.parts) for part in self.parts)
        )


Constraint = Texts | Spans | Pattern


@dataclass(frozen=True, slots=True)
class Literal:
    dimension: Dimension
    constraint: Constraint

    def __invert__(self) -> "Literal":
        return Literal(self.dimension, ~self.constraint)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one attribute may be."""

    texts: Texts = ANY_TEXT
    spans: Spans | None = None
    patterns: frozenset[Pattern] = frozenset()

    def __contains__(self, text: str) -> bool:
        return (
            text in self.texts
            and all(text in pattern for pattern in self.patterns)
            and (self.spans is None or number(text, version=self.spans.scale.version) in self.spans)
        )

    def narrowed(self) -> "Cell | None":
        """The same with impossible texts taken out; None where nothing is left."""
        if self.spans is None and not self.patterns:
            return None if self.texts.is_empty else self
        if self.spans is not None and self.spans.is_empty:
            return None
        if self.texts.all_but:
            clash = any(one.excludes(other) for one in self.patterns for other in self.patterns)
            return None if clash else self
        names = frozenset(name for name in self.texts.names if name in self)
        return replace(self, texts=Texts(names)) if names else None

    def __and__(self, other: "Cell") -> "Cell | None":
        spans = self.spans & other.spans if self.spans and other.spans else self.spans or other.spans
        return Cell(self.texts & other.texts, spans, self.patterns | other.patterns).narrowed()


Term = Mapping[Dimension, Cell]


def of_literal(literal: Literal) -> list[Term]:
    constraint = literal.constraint
    if isinstance(constraint, Texts):
        cell = Cell(texts=constraint)
    elif isinstance(constraint, Spans):
        cell = Cell(spans=constraint)
    else:
        cell = Cell(patterns=frozenset([constraint]))
    whole = cell.narrowed()
    return [{literal.dimension: whole}] if whole else []


def both(one: Term, other: Term) -> Term | None:
    merged = dict(one)
    for dimension, cell in other.items():
        known = merged.get(dimension)
        met = cell if known is None else known & cell
        if met is None:
            return None
        merged[dimension] = met
    return merged


def all_of(sides: Iterable[Sequence[Term]]) -> list[Term]:
    """What lies in every one of them."""
    terms: list[Term] = [{}]
    for side in sides:
        met = (both(one, other) for one in terms for other in side)
        terms = _bounded(term for term in met if term is not None)
    return terms


def any_of(sides: Iterable[Sequence[Term]]) -> list[Term]:
    """What lies in any of them. Lists of texts of one attribute become one list."""
    lists: dict[Dimension, Texts] = {}
    rest: list[Term] = []
    for term in (term for side in sides for term in side):
        texts = _only_texts(term)
        if texts is None:
            rest.append(term)
        else:
            dimension = next(iter(term))
            lists[dimension] = lists[dimension] | texts if dimension in lists else texts
    return _bounded([*({dimension: Cell(texts=texts)} for dimension, texts in lists.items()), *rest])


def _only_texts(term: Term) -> Texts | None:
    cells = list(term.values())
    return cells[0].texts if len(cells) == 1 and cells[0].spans is None and not cells[0].patterns else None


def _bounded(terms: Iterable[Term]) -> list[Term]:
    kept: list[Term] = []
    for term in terms:
        kept.append(term)
        if len(kept) > MOST_TERMS:
            raise TooManyTerms
    return kept
