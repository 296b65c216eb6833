"""Offers told by what stands before them: `the wheel offers`, `the tenants' offer`."""

from collections.abc import Sequence
from dataclasses import replace

from ..seats import Seat
from ..talking.current import Current, targets_of
from .items import Item, Kind

_OWNS = ("'s", "s'", "'", "s")


def offers_behind(items: Sequence[Item], place: int, now: Current) -> tuple[Item, int] | None:
    """A page with the offers that its buttons lead to, or a place with those that stand there."""
    first, end = items[place], place + 1
    if end < len(items) and items[end].kind is Kind.WORD and items[end].text.lower() in _OWNS:
        end += 1
    if end >= len(items) or items[end].kind is not Kind.ROLE or items[end].role != "offer" or items[end].age:
        return None
    if any(item.kind is not Kind.WORD for item in items[place + 1 : end]) or items[end].start - first.end > 3:
        return None
    seats = tuple(seat for step in _steps(first, now) for seat in _offers(step, now))
    if not seats or len({seat.step for seat in seats}) > 1:
        return None
    many = items[end].text.lower().endswith("s")
    if not many and len(seats) > 1:
        return None
    return replace(
        first, kind=Kind.PAGE, text=f"{first.text} {items[end].text}", end=items[end].end, cues=(), seats=seats,
        wish=None, role="offer", step="", number=-1 if many else 0,
    ), end + 1  # fmt: skip


def _steps(item: Item, now: Current) -> list[str]:
    if item.kind is Kind.STEP and not item.step.startswith("route:"):
        return [item.step, *(_led_to(item.step, now) if not _offers(item.step, now) else [])]
    if item.kind is Kind.PAGE and item.seats and all(seat.type == "lander" for seat in item.seats):
        return list(dict.fromkeys(step for seat in item.seats for step in _led_to(seat.step, now)))
    return []


def _led_to(step: str, now: Current) -> list[str]:
    return targets_of(now.steps[step]) if step in now.steps else []


def _offers(step: str, now: Current) -> list[Seat]:
    return [seat for seat in now.seats() if seat.step == step and seat.type == "offer"]
