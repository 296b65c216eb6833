"""What reports and logs answer, in our own types. Texts in them are strangers'."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

Values = Mapping[str, Decimal | None]
"""By the id of the metric; None where it is not applicable. A metric the tracker does not know is not there."""


@dataclass(frozen=True, slots=True)
class Key:
    """A grouping cell. `id` is of an asset, or the value itself; None for the row of those without a value."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    keys: tuple[Key, ...]
    values: Values

    @property
    def ids(self) -> tuple[str | None, ...]:
        return tuple(key.id for key in self.keys)


@dataclass(frozen=True, slots=True)
class Drilldown:
    rows: tuple[Row, ...]
    totals: Values
    total: int
    """Of rows, without paging; at least as many as are here."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: its values as text by the name of the column, and the names of the assets it mentions likewise."""

    values: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    time: datetime | None = None

    def named(self, column: str) -> str:
        """The name of the asset a column holds, or its id."""
        return self.names.get(column) or self.values.get(column, "")


@dataclass(frozen=True, slots=True)
class Happenings:
    events: tuple[Happening, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Visitor:
    """`about` is what the explorer tells of them, by its own words for it."""

    about: Mapping[str, str]
    hits: tuple[Happening, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Postback:
    time: str
    direction: str
    result: str
    event: str = ""
    hit: str = ""
    funnel: str = ""
    source: str = ""
    payout: str = ""
    transaction: str = ""
    status: int | None = None
    url: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class PostbackLog:
    entries: tuple[Postback, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Calls:
    """What became of the calls of a webhook or middleware."""

    id: str
    name: str
    requests: int
    successes: int
    failures: int
    timeouts: int = 0
    last_status: int | None = None
    last_time: str = ""
    average_ms: float | None = None
    routes: Mapping[str, int] = field(default_factory=dict)
    """How often each route was taken, by its key."""
