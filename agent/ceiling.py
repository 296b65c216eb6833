"""The most a conversation may take, over all the times it is resumed."""

from dataclasses import dataclass
from decimal import Decimal

from .errors import CeilingReached
from .models.base import Usage

_ON = "Begin a new conversation, raise {name}, or go on without a model: --model offline. What was written is kept."


@dataclass(frozen=True, slots=True)
class Ceiling:
    """None for no bound. Where a model's price is not known, the tokens bound it."""

    cost: Decimal | None = None
    """US dollars."""
    input_tokens: int | None = None
    """All that is sent, whether it is read from a cache or not."""

    def check(self, spent: Usage, coming: Usage) -> None:
        """CeilingReached where the next request could go past; `coming` is what it takes at most."""
        could_cost = (spent.cost or Decimal()) + (coming.cost or Decimal())
        if self.cost is not None and could_cost > self.cost:
            raise CeilingReached(
                f"This conversation has cost {_dollars(spent.cost)} of the {_dollars(self.cost)} it may cost,"
                f" and the next request could cost {_dollars(coming.cost)}.",
                hint=_ON.format(name="FUNNELWRIGHT_MAX_COST"),
            )
        if self.input_tokens is not None and spent.sent_tokens + coming.sent_tokens > self.input_tokens:
            raise CeilingReached(
                f"This conversation has sent {spent.sent_tokens:,} of the {self.input_tokens:,} tokens it may send,"
                f" and the next request could have {coming.sent_tokens:,}.",
                hint=_ON.format(name="FUNNELWRIGHT_MAX_INPUT_TOKENS"),
            )


def _dollars(amount: Decimal | None) -> str:
    return f"${amount or Decimal():.2f}"
