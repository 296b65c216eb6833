"""What a simulation answers. Counts are of the visitors asked for; shares are parts of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from .assumptions import Assumed


class NodeVisits(NamedTuple):
    node: str
    visits: float
    """Hits: in a loop one visitor may come several times."""
    share: float
    """Visits per visitor of the funnel."""


class WayVisits(NamedTuple):
    node: str
    way: str
    """Id of the connection, or of the page chosen from a group; number of the action on a page."""
    visits: float
    share: float
    """Of the visits to the node."""


class PageViews(NamedTuple):
    node: str
    page: str
    name: str
    views: float
    clicks: Mapping[int, float]
    """By action."""
    conversions: float
    revenue: Decimal


class Exit(NamedTuple):
    how: Literal["left", "sent", "lost"]
    """Left a page without a click, was sent to an address outside, or was lost."""
    node: str
    reason: str
    """Why visitors are lost; else empty."""
    visitors: float
    share: float


@dataclass(frozen=True, slots=True)
class SegmentResult:
    name: str
    source: str
    visitors: float
    conversions: float
    cost: Decimal
    revenue: Decimal

    @property
    def profit(self) -> Decimal:
        return self.revenue - self.cost


@dataclass(frozen=True)
class Outcome:
    """A sample: every count is a whole number."""

    visitors: float
    nodes: tuple[NodeVisits, ...]
    """Every node of the funnel, those that nobody comes to with 0."""
    ways: tuple[WayVisits, ...]
    """Those that somebody takes."""
    pages: tuple[PageViews, ...]
    """Those that somebody sees."""
    exits: tuple[Exit, ...]
    """Those that somebody takes."""
    conversions: float
    cost: Decimal
    revenue: Decimal
    assumed: tuple[Assumed, ...]
    """Every figure that was assumed."""
    notes: tuple[str, ...]
    """What this simulation cannot know of the funnel."""

    @property
    def profit(self) -> Decimal:
        return self.revenue - self.cost


@dataclass(frozen=True)
class Expectation(Outcome):
    """Exact: counts are averages, so fractions."""

    segments: tuple[SegmentResult, ...]
    """As in the audience."""
