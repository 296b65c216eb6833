"""What happens to the weights of the others when one entry of a list comes, goes or changes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol, Self, TypeVar

from ..weights import WHOLE, filled, scaled, tidy


class _Weighted(Protocol):
    """An arm of a split, or a page of a list."""

    @property
    def weight(self) -> Decimal | None: ...

    def model_copy(self, *, update: Mapping[str, Any]) -> Self: ...


E = TypeVar("E", bound=_Weighted)


def with_another(entries: Sequence[E], fresh: E) -> list[E]:
    """`fresh` behind the others; without a weight it gets an even share, and the others give way in proportion."""
    if fresh.weight is None and all(entry.weight is None for entry in entries):
        return [*entries, fresh]
    count = len(entries) + 1
    weight = fresh.weight if fresh.weight is not None else scaled([Decimal(1)] * count, WHOLE)[-1]
    return [*_scaled(entries, WHOLE - weight), fresh.model_copy(update={"weight": weight})]


def without_one(entries: Sequence[E], index: int) -> list[E]:
    """The others take the share of the one that goes, in proportion."""
    left = [*entries[:index], *entries[index + 1 :]]
    return left if all(entry.weight is None for entry in left) else _scaled(left, WHOLE)


def in_one(entries: Sequence[E], index: int, twin: int) -> list[E]:
    """Two entries of the same as one, at the place of the first, with the weight of both."""
    weights = [Decimal(0) if weight is None else weight for weight in filled([entry.weight for entry in entries])]
    both = tidy(weights[index] + weights[twin])
    merged = [entry.model_copy(update={"weight": weight}) for entry, weight in zip(entries, weights, strict=True)]
    merged[index] = merged[index].model_copy(update={"weight": both})
    del merged[twin]
    return merged


def with_weights(entries: Sequence[E], given: Mapping[int, Decimal]) -> list[E]:
    """New weights by place; those that are not given share what is left as they did."""
    rest = [index for index in range(len(entries)) if index not in given]
    weights = filled([entry.weight for entry in entries])
    left = scaled([weights[index] or Decimal(0) for index in rest], max(WHOLE - sum(given.values()), Decimal(0)))
    told = {**given, **dict(zip(rest, left, strict=True))}
    return [entry.model_copy(update={"weight": told[index]}) for index, entry in enumerate(entries)]


def _scaled(entries: Sequence[E], total: Decimal) -> list[E]:
    weights = scaled([weight or Decimal(0) for weight in filled([entry.weight for entry in entries])], total)
    return [entry.model_copy(update={"weight": weight}) for entry, weight in zip(entries, weights, strict=True)]
