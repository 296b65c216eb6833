"""Amounts as strangers spell them, and what a visit costs.

Which cost counts [derived from the documentation]: the funnel's own for the traffic source, else `c` of the link,
else the default of the funnel, of its group, of the source, else 0. The source's modifier is a factor: 1 is 100 %.
Our ruling: what is no amount of zero or more counts as not given.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

PER_THOUSAND = "cpm_"
"""A cost in a link that begins so is of a thousand visits."""

NOTHING = Decimal(0)

_PLACES = Decimal("0.000001")
_AMOUNT = re.compile(r"\d{1,9}(\.\d{1,12})?|\.\d{1,12}")


@lru_cache(maxsize=4096)
def amount(text: str) -> Decimal | None:
    """Zero or more, to six places; None where the text is no such number."""
    return whole(Decimal(text)) if _AMOUNT.fullmatch(text) else None


@lru_cache(maxsize=4096)
def cost_in_link(text: str) -> Decimal | None:
    """The value of `c`."""
    stripped = text.strip().lower()
    if stripped.startswith(PER_THOUSAND):
        thousand = amount(stripped.removeprefix(PER_THOUSAND))
        return None if thousand is None else whole(thousand / 1000)
    return amount(stripped)


def whole(value: Decimal) -> Decimal:
    """To the six places money is kept with."""
    return value.quantize(_PLACES, ROUND_HALF_EVEN)


def times(value: Decimal, factor: float) -> Decimal:
    return value if factor == 1 else whole(value * Decimal(str(factor)))


def first_of(texts: Iterable[str]) -> Decimal | None:
    """The first that is an amount."""
    return next((found for found in (cost_in_link(text or "") for text in texts) if found is not None), None)


def spelled(value: Decimal | None) -> str:
    """Plainly, without zeros at the end: `14.5`."""
    if value is None:
        return ""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
