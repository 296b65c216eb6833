"""Texts as numbers: `17.4.1` as a version, `-330` as an amount."""

import re
from decimal import Decimal

Number = tuple[int | Decimal, ...]
"""Compares like the number or the version it stands for."""

_VERSION = re.compile(r"\d+([._]\d+)*")
_AMOUNT = re.compile(r"[+-]?\d+(\.\d+)?")


def number(text: str, *, version: bool = False) -> Number | None:
    """None where the text is no number; `10` and `10.0` are the same."""
    text = text.strip()
    if not version:
        return (Decimal(text),) if _AMOUNT.fullmatch(text) else None
    if not _VERSION.fullmatch(text):
        return None
    parts = [int(part) for part in re.split(r"[._]", text)]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)
