"""What a postback says, understood or refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from funnels.events import CONVERSION, CUSTOM_EVENTS

from .hit_ids import is_hit_id, is_visitor_id
from .money import amount
from .transaction import transaction

REMOVES = "-1"
"""As `rev`: the conversion is taken back [documentation]."""

_MACRO = re.compile(r"^[\[{<%$#].*[\]}>%$#]$")
"""A network's placeholder that nobody filled in."""


class PostbackRefusedError(Exception):
    """`status` is what the network is answered."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True, slots=True)
class Reported:
    hit: str
    visitor: str
    """Where no hit is named."""
    event_type: str
    transaction: str
    revenue: Decimal | None
    """None: what the offer pays."""
    removes: bool
    data: tuple[str, str]


def reported(parameters: Mapping[str, str]) -> Reported:
    """Raises PostbackRefusedError, in words for whoever set the postback up."""
    hit = parameters.get("hit", "").strip().lower()
    visitor = parameters.get("vid", "").strip()
    if hit and not is_hit_id(hit):
        raise PostbackRefusedError(404, f"hit is {_shown(hit)}, which is not the id of a hit.")
    if not hit and not is_visitor_id(visitor):
        raise PostbackRefusedError(400, "The parameter hit is missing: the network has to send back what {hit} was.")
    revenue = parameters.get("rev", "").strip()
    return Reported(
        hit,
        visitor,
        _event_type(parameters.get("ce", "").strip()),
        transaction(parameters.get("tx", "")),
        None if revenue in ("", REMOVES) else _revenue(revenue),
        revenue == REMOVES,
        (parameters.get("e1", ""), parameters.get("e2", "")),
    )


def _event_type(number: str) -> str:
    if not number:
        return CONVERSION
    if not (number.isascii() and number.isdecimal() and len(number) < 3 and 1 <= int(number) <= len(CUSTOM_EVENTS)):
        raise PostbackRefusedError(400, f"ce is {_shown(number)}; custom events have the numbers 1 to 10.")
    return CUSTOM_EVENTS[int(number) - 1]


def _revenue(text: str) -> Decimal:
    found = amount(text)
    if found is None:
        hint = " Is it a placeholder the network did not fill in?" if _MACRO.match(text) else ""
        raise PostbackRefusedError(400, f"rev is {_shown(text)}; an amount such as 14.50 was expected.{hint}")
    return found


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
