"""What a simulation assumes, each with where it is from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from funnels.reports import Unit, figure

DEFAULT = "default"
YOURS = "yours"
ACCOUNT = "account"
"""Said by a document of it: a payout, a cost."""

LEAST = 100
"""Our ruling: views, or visits, below which a report says too little to be taken for a rate."""

DEFAULT_CTR = 0.2
"""Our ruling: of a page with buttons, shared evenly among these."""
DEFAULT_CVR = 0.02
DEFAULT_DEVICES: Mapping[str, float] = {"mobile": 0.65, "desktop": 0.3, "tablet": 0.05}
DEFAULT_ABROAD = 0.2
"""Share of the visitors from none of the countries that the funnel tells apart."""


@dataclass(frozen=True, slots=True)
class Assumption:
    what: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its origin."""

    value: float
    origin: str

    @property
    def shown(self) -> str:
        return share(self.value)


@dataclass(frozen=True, slots=True)
class Price:
    """What visitors of a source cost: each visit, or each conversion."""

    visit: Decimal
    conversion: Decimal
    origin: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Visitors who are alike. Attributes by our word, such as `country`."""

    attributes: Mapping[str, str]
    share: float
    source: str = ""
    """Id of the traffic source."""


@dataclass(frozen=True, slots=True)
class Mix:
    segments: tuple[Segment, ...]
    origin: str
    per_day: float
    """Visits; 0 without a report."""
    caveats: tuple[str, ...] = ()


Place = tuple[str, str]
"""Ids of a node and a page it shows."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    mix: Mix
    prices: Mapping[str, Price]
    """By the id of the source; "" for one that is not known."""
    ctr: Mapping[Place, Mapping[int, Rate]]
    cvr: Mapping[Place, Rate]
    payouts: Mapping[Place, tuple[Decimal, str]]
    """Revenue of one conversion, and its origin."""
    listed: tuple[Assumption, ...] = field(default=())
    caveats: tuple[str, ...] = ()


def reported(count: float, what: str, period: str) -> str:
    return f"report: {round(count):,} {what}{'' if round(count) == 1 else 's'} in {period}"


def share(value: float) -> str:
    return figure(Decimal(repr(round(value, 6))), Unit.SHARE)


def money(value: Decimal) -> str:
    return figure(value, Unit.MONEY)


def amount(text: str) -> Decimal:
    """Of an amount as documents spell it; nothing where it is none."""
    try:
        found = Decimal(text or "0")
    except InvalidOperation:
        return Decimal(0)
    return found if found.is_finite() else Decimal(0)
