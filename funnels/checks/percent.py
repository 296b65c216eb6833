"""Weights as people say them."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal
from math import fsum

_STEP = Decimal("0.01")


def percent(share: int | float | Decimal) -> str:
    """`0.6` is `60 %`; at most two places."""
    hundredths = (Decimal(str(share)) * 100).quantize(_STEP).normalize()
    return f"{hundredths:f} %"


def adds_up(weights: Sequence[int | float]) -> bool:
    """To 100 %, as far as arms rounded to a hundredth of a percent can."""
    return abs(fsum(weights) - 1) <= 0.0001 + 0.00005 * len(weights) + 1e-9


def spread(weights: Sequence[int | float]) -> list[int | float]:
    """Percent in the same proportions that add up to exactly 100; what rounding leaves goes to the first."""
    shares = [Decimal(str(weight)) for weight in weights]
    parts = [(share * 100 / sum(shares)).quantize(_STEP, ROUND_DOWN) for share in shares]
    parts[0] += 100 - sum(parts)
    return [int(part) if part == part.to_integral_value() else float(part) for part in parts]
