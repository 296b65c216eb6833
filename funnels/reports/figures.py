"""Numbers of reports as people read them, without a currency."""

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
