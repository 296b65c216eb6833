"""What a model costs. The table is `prices.json`, with its date and source; a model not in it has no known price."""

import json
import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from importlib.resources import files

from funnels.errors import InputError

from .base import Usage

_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens."""

    input: Decimal
    output: Decimal
    cache_read: Decimal
    cache_write: Decimal

    def of(self, usage: Usage) -> Usage:
        """The same usage with its cost."""
        cost = (
            usage.input_tokens * self.input
            + usage.output_tokens * self.output
            + usage.cache_read_tokens * self.cache_read
            + usage.cache_written_tokens * self.cache_write
        ) / _MILLION
        return replace(usage, cost=cost)


def price_of(model: str) -> Price | None:
    """The price of a model by its id, with or without the date at its end."""
    table = json.loads(files(__package__).joinpath("prices.json").read_text(encoding="utf-8"))["models"]
    row = table.get(re.sub(r"-\d{8}$", "", model))
    return Price(**{field: Decimal(amount) for field, amount in row.items()}) if row else None


def parse_price(text: str) -> Price:
    """`input/output/cache read/cache write`, such as `3/15/0.30/3.75`."""
    try:
        amounts = [Decimal(part) for part in text.split("/")]
    except InvalidOperation:
        amounts = []
    if len(amounts) != len(Price.__dataclass_fields__) or any(not one.is_finite() or one < 0 for one in amounts):
        raise InputError(
            f"The price {text!r} is not four amounts.",
            hint="Write input/output/cache read/cache write in dollars per million tokens, such as 3/15/0.30/3.75.",
        )
    return Price(*amounts)
