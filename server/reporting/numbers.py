"""Numbers as answers carry them: decimals as texts."""

from decimal import Decimal


def text(value: float | Decimal) -> str:
    """To six places, without needless zeros, exponent or the sign of nothing."""
    rounded = round(Decimal(repr(value)) if isinstance(value, float) else value, 6)
    return f"{rounded.normalize():f}" if rounded else "0"


def maybe(value: float | Decimal | None) -> str | None:
    return None if value is None else text(value)


def chance(value: float | None) -> str | None:
    """A p-value, which is never nothing."""
    return None if value is None else text(max(value, 0.000001))
