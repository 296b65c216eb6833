"""What an assumption rests on, and from when a report is enough for one."""

from decimal import Decimal, InvalidOperation

DEFAULT = "default"
YOURS = "yours"
ACCOUNT = "account"
"""Said by a document of it: a payout, a cost."""

LEAST = 100
"""Our ruling: views, or visits, below which a report says too little to be taken for a rate."""


def reported(count: float, what: str, period: str) -> str:
    """`report: 1,234 views in last 30 days`."""
    return f"report: {round(count):,} {what}{'' if round(count) == 1 else 's'} in {period}"


def amount(text: str) -> Decimal:
    """Of an amount as documents spell it; nothing where it is none."""
    try:
        found = Decimal(text or "0")
    except InvalidOperation:
        return Decimal(0)
    return found if found.is_finite() else Decimal(0)


def rounded(value: float) -> Decimal:
    """Money to six places."""
    return round(Decimal(repr(value)), 6)
