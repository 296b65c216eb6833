"""Numbers of reports as people read them, without a currency."""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from .metrics import Unit

NOT_APPLICABLE = "N/A"

_CENT = Decimal("0.01")
_SMALL = Decimal("0.0001")


def figure(value: str | Decimal | None, unit: str) -> str:
    """`1,204` visits, `1,234.50` of money, `0.0312` below one, `4.5 %` for the share 0.045; `N/A` for None."""
    if value is None:
        return NOT_APPLICABLE
    number = Decimal(value)
    if unit == Unit.SHARE:
        return f"{_plain(_rounded(number * 100, _CENT))} %"
    if unit == Unit.MONEY:
        return _money(number)
    return _plain(_rounded(number, _CENT))


def chance(value: str | Decimal | float) -> str:
    """A probability in whole percent, never as sure as 0 or 100 %."""
    percent = int(_rounded(Decimal(str(value)) * 100, Decimal(1)))
    return "over 99 %" if percent >= 100 else "below 1 %" if percent <= 0 else f"{percent} %"


def span(start: str, end: str) -> str:
    """`2026-11-01 to 2026-11-15`, from ISO times of which the end is excluded.

    With the clock where one of them is no midnight.
    """
    first, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
    if (first.hour, first.minute, last.hour, last.minute) != (0, 0, 0, 0):
        return f"{first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M}"
    days = [f"{first:%Y-%m-%d}", f"{last - timedelta(days=1):%Y-%m-%d}"]
    return " to ".join(dict.fromkeys(days))


def _money(number: Decimal) -> str:
    cents = _rounded(number, _CENT)
    fine = _rounded(number, _SMALL)
    if abs(number) >= 1 or fine == cents:
        return f"{cents:,.2f}"
    return _plain(fine)


def _rounded(number: Decimal, to: Decimal) -> Decimal:
    rounded = number.quantize(to, ROUND_HALF_UP)
    return rounded or abs(rounded)  # no -0


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
