"""The page group of one step alone: made, or brought from what was said before to what is said now."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal

from ..assets import PageGroup, PageShare
from .amending import amended
from .bench import Bench
from .weights import filled, share


def own_group(
    pages: Sequence[tuple[str, Decimal | None]],
    stickiness: str,
    current: PageGroup | None,
    *,
    name: str,
    page_type: Literal["lander", "offer"],
    bench: Bench,
) -> str:
    """The id of the group. `pages` are ids with percent; `current` is changed where it is given."""
    weights = [Decimal(0) if weight is None else weight for weight in filled([weight for _, weight in pages])]
    shares = _shares([id for id, _ in pages], weights, current.pages if current else ())
    if current:
        return bench.change(current, amended(current, pages=shares, stickiness_mode=stickiness))
    sticky: dict[str, Any] = {} if stickiness == "none" else {"stickiness_mode": stickiness}
    fresh = PageGroup(
        id=bench.new_id(),
        name=name,
        page_type=page_type,
        routing="rotator",
        pages=shares,
        restrict_to_funnel_id=bench.funnel_id,
        **sticky,
    )
    return bench.draft_local(fresh)


def _shares(ids: Sequence[str], weights: Sequence[Decimal], current: Sequence[PageShare]) -> tuple[PageShare, ...]:
    """Entries of the same page go on, with what they hold besides."""
    left: dict[str, list[PageShare]] = {}
    for one in reversed(current):
        left.setdefault(one.id_page, []).append(one)
    found: list[PageShare] = []
    for id, weight in zip(ids, weights, strict=True):
        same = left[id].pop() if left.get(id) else None
        fresh = share(weight)
        found.append(amended(same, weight=fresh) if same else PageShare(id_page=id, weight=fresh))
    return tuple(found)
