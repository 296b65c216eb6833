"""What has to be assumed of pages, offers and prices, and where each figure comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ..errors import InputError

Kind = Literal["click rate", "conversion rate", "payout", "cost", "answers"]

LANDER_CLICK_RATE = 0.25
"""Our ruling: of those who see a lander a quarter clicks, evenly over the buttons that lead somewhere."""

CONVERSION_RATE = 0.02
"""Our ruling: of those who see an offer. Where an offer leads on, those who convert go on."""

GIVEN, DEFAULT, ASSET = "given", "our default", "the offer's own payout"


@dataclass(frozen=True)
class Assumptions:
    """Figures that are given; what is left out has a default. Rates are shares 0..1 of the page's views.

    Raises InputError where a rate is no share or a price is below 0.
    """

    clicks: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    """Click rate of each action, by page id; actions that are left out are not clicked."""
    conversions: Mapping[str, float] = field(default_factory=dict)
    """Conversion rate, by page id."""
    payouts: Mapping[str, Decimal] = field(default_factory=dict)
    """By page id; else what the offer itself says, else 0."""
    cost: Decimal = Decimal(0)
    """Of one visit, where the source's is not given."""
    costs: Mapping[str, Decimal] = field(default_factory=dict)
    """Of one visit, by id of the traffic source."""
    answers: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Shares of the routes a middleware answers, by id of its config; else all answers are the default."""
    origins: Mapping[tuple[Kind, str], str] = field(default_factory=dict)
    """Where a given figure comes from, such as `report of the last 30 days`, by its kind and id."""

    def __post_init__(self) -> None:
        for place, rate in self._rates():
            if not 0 <= rate <= 1:
                raise InputError(f"The {place} is {rate}: a rate is 0 to 1.", hint="25 % is written 0.25.")
        for id, rates in self.clicks.items():
            if sum(rates.values()) > 1 + 1e-9:
                total = sum(rates.values())
                raise InputError(f"The click rates of page {id!r} add up to {total:g}: nobody clicks twice.")
        for place, amount in self._amounts():
            if not amount.is_finite() or amount < 0:
                raise InputError(f"The {place} is {amount}: an amount of money is 0 or more.")

    def _rates(self) -> Iterator[tuple[str, float]]:
        for id, rates in self.clicks.items():
            yield from ((f"click rate of action {number} on page {id!r}", rate) for number, rate in rates.items())
        yield from ((f"conversion rate of page {id!r}", rate) for id, rate in self.conversions.items())
        for id, shares in self.answers.items():
            yield from ((f"share of answer {route!r} of middleware {id!r}", one) for route, one in shares.items())
            yield f"sum of the answers of middleware {id!r}", round(sum(shares.values()), 9)

    def _amounts(self) -> Iterator[tuple[str, Decimal]]:
        yield "cost of a visit", self.cost
        yield from ((f"cost of a visit from source {id!r}", amount) for id, amount in self.costs.items())
        yield from ((f"payout of page {id!r}", amount) for id, amount in self.payouts.items())


@dataclass(frozen=True, slots=True)
class Assumed:
    """One figure that an answer rests on."""

    kind: Kind
    id: str
    """Of the page, traffic source (empty: any) or middleware config."""
    name: str
    value: str
    """As it stands in the calculation: a rate as a share, money as a decimal."""
    origin: str
