"""Amounts of money in updates."""

import re
from decimal import Decimal

from ...refusal import invalid

_AMOUNT = re.compile(r"\d{1,11}(\.\d{1,6})?", re.ASCII)


def amount(text: str, field: str, *, removes: bool = False) -> Decimal:
    """Zero or more, with at most six places; -1 where that removes."""
    if removes and text.strip() == "-1":
        return Decimal(-1)
    if not _AMOUNT.fullmatch(text.strip()):
        also = ", or -1 to remove it" if removes else ""
        raise invalid(
            field, f"must be an amount such as 14.50, not negative and with at most 6 places{also}, not {text[:40]!r}"
        )
    return Decimal(text.strip())
