from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal

from ..errors import InputError

_WHOLE = Decimal(100)
_FLOOR = Decimal(10)


def reweighted(best: Mapping[str, float], floor: Decimal) -> dict[str, Decimal]:
    """Percents by arm that add up to 100: the floor for each, the rest by the probability to be best.

    In whole percents above the floor; what rounding leaves goes to the best. InputError where the floors alone
    are more than everything.
    """
    rest = _WHOLE - floor * len(best)
    if floor < 0 or rest < 0:
        most = (_WHOLE / max(len(best), 1)).quantize(Decimal("0.01"), ROUND_DOWN).normalize()
        wrong = f"floor: {floor.normalize():f} % for each of {len(best)} arms cannot be."
        raise InputError(wrong, hint=f"Give 0 to {most:f} percent.")
    if not best:
        return {}
    whole = sum(best.values())
    shares = {key: one / whole if whole else 1 / len(best) for key, one in best.items()}
    found = {key: floor + (rest * Decimal(repr(one))).quantize(Decimal(1), ROUND_DOWN) for key, one in shares.items()}
    first = max(shares, key=lambda key: shares[key])
    found[first] += _WHOLE - sum(found.values())
    return found


def usual_floor(arms: int) -> Decimal:
    """Percent that no arm gets less of where nobody says: 10, and of many arms half of an even share."""
    return min(_FLOOR, (_WHOLE / 2 / max(arms, 1)).quantize(Decimal("0.01"), ROUND_DOWN))
