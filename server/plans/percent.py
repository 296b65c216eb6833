from decimal import Decimal
from typing import Any

from .clean import clean


def percent(share: Any) -> str:
    """A share of one as people write it; what is no share stays as it is."""
    if isinstance(share, bool) or not isinstance(share, int | float):
        return clean(share)
    return f"{(Decimal(str(share)) * 100).normalize():f} %"
