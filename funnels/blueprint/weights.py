"""Between the percent that people say and the shares 0..1 that the tracker has, without losing a digit."""

from collections.abc import Sequence
from decimal import Decimal

WHOLE = Decimal(100)
_STEP = Decimal("0.01")
_TOLERANCE = Decimal("0.01")


def share(percent: Decimal) -> int | float:
    part = percent / WHOLE
    return int(part) if part == part.to_integral_value() else float(part)


def percent(share: int | float) -> Decimal:
    return tidy(Decimal(repr(share)) * WHOLE)


def tidy(value: Decimal) -> Decimal:
    """Without needless zeros or exponent: 60, not 60.00 or 6E+1."""
    return Decimal(f"{value.normalize():f}")


def evenly(count: int) -> list[Decimal]:
    """Equal percents in steps of 0.01, the remainder on the first, so that they add up to exactly 100."""
    return scaled([Decimal(1)] * count, WHOLE)


def scaled(weights: Sequence[Decimal], total: Decimal) -> list[Decimal]:
    """The weights in proportion, in steps of 0.01, the remainder on the first, so that they add up to `total`."""
    if not weights:
        return []
    whole = sum(weights)
    parts = [(weight * total / whole if whole else total / len(weights)) // _STEP * _STEP for weight in weights]
    return [tidy(parts[0] + total - sum(parts)), *map(tidy, parts[1:])]


def filled(weights: Sequence[Decimal | None]) -> list[Decimal | None]:
    """The weights as they are meant: evenly where none is given, the whole for a single one."""
    return list(evenly(len(weights))) if all(weight is None for weight in weights) else list(weights)


def fault_of(weights: Sequence[Decimal | None]) -> str:
    """What is wrong with the weights of one step; empty when nothing is."""
    given = [weight for weight in weights if weight is not None]
    if not given:
        return ""
    total = sum(given, Decimal(0))
    if len(given) < len(weights):
        left = f"; the others leave {tidy(WHOLE - total)} %" if total <= WHOLE else ""
        return f"{len(weights) - len(given)} of {len(weights)} weights are missing: give all of them or none{left}"
    if abs(total - WHOLE) > _TOLERANCE:
        return f"weights add up to {tidy(total)} %, not 100 %"
    return ""
