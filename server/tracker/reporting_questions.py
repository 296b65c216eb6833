"""What reports, logs and updates are asked for, in our own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class By:
    """An attribute to group or filter by. Assets are meant by id, everything else by text, with `*` for any."""

    attribute: str
    field: str = ""
    """The slot of a tracking field; for `Tracking: Field` alone."""
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound on counts or money; shares have none, for the contract does not say whether they are percent."""

    metric: str
    sign: Literal["<", "<=", ">", ">="]
    value: Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """From `since` to before `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A drilldown. Rows are flat, and sorted by the first metric that is asked for unless `sort` says another."""

    span: Span
    zone: str = "UTC"
    by: tuple[By, ...] = ()
    filters: tuple[By, ...] = ()
    metrics: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    sort: str = ""
    descending: bool = True
    start: int = 0
    length: int = 1000


@dataclass(frozen=True, slots=True)
class EventsQuestion:
    span: Span
    zone: str = "UTC"
    filters: tuple[By, ...] = ()
    types: tuple[str, ...] = ()
    limit: int = 1000


@dataclass(frozen=True, slots=True)
class LogQuestion:
    """Of postbacks; empty lists mean all."""

    span: Span
    direction: Literal["all", "incoming", "outgoing"] = "all"
    funnels: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    hits: tuple[str, ...] = ()
    only_failed: bool = False
    start: int = 0
    length: int = 50


Postbacks = Literal["none", "onlyOnce", "all"]
"""Whether traffic sources are told: never, for hits of which they never were, for every hit."""

REMOVED = Decimal(-1)
"""The payout that takes a conversion away."""


@dataclass(frozen=True, slots=True)
class ConvertedHit:
    """`payout` None: the default payout of the offer. `number` 1 to 10 makes it a custom event, 0 a conversion."""

    hit: str
    transaction: str = ""
    payout: Decimal | None = None
    number: int = 0
    data: tuple[str, str] = ("", "")
    """Event data 1 and 2 of a custom event."""


@dataclass(frozen=True, slots=True)
class CostSegment:
    cost: Decimal
    per_entrance: bool = False
    """Otherwise it is divided over all entrances."""
    countries: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    """Value by the name of a tracking field; all have to match."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Hits to reset; empty lists restrict nothing."""

    span: Span
    groups: tuple[str, ...] = ()
    funnels: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    visitors: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values by tracking field: any value of each field, all fields."""
