"""What was sent and how it was answered, so that reports can be held against it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .campaign import Arrival
from .network import Postback
from .sites import Seen

Key = tuple[str, str, int]
"""Hit, transaction, and number of the custom event; 0 for a conversion."""


@dataclass
class Ledger:
    """Only what the tracker has accepted counts; what it refused stands in `refused`."""

    visits: int = 0
    visitors: int = 0
    lander_views: int = 0
    lander_clicks: int = 0
    offer_views: int = 0
    offer_clicks: int = 0
    sent_outside: int = 0
    """Visits that a redirect led to no page of the account."""
    cost: Decimal = Decimal(0)
    repeated: int = 0
    """Postbacks for a transaction that was there already."""
    unmatched: int = 0
    """Postbacks that named no hit the tracker knows, as a network with a broken link sends them."""
    refused: dict[int, int] = field(default_factory=dict)
    """Status -> how many other requests were answered with it in place of a redirect."""
    booked: dict[Key, Decimal] = field(default_factory=dict)
    """The revenue of each conversion."""
    events: dict[Key, Decimal] = field(default_factory=dict)
    """The revenue of each custom event."""
    pending: list[Postback] = field(default_factory=list)
    """What networks will send after the end of the time that was played."""

    @property
    def conversions(self) -> int:
        return len(self.booked)

    @property
    def revenue(self) -> Decimal:
        """Of conversions and custom events."""
        return sum((*self.booked.values(), *self.events.values()), start=Decimal(0))

    def refuse(self, status: int) -> None:
        self.refused[status] = self.refused.get(status, 0) + 1

    def enter(self, arrival: Arrival, *, is_new: bool) -> None:
        self.visits += 1
        self.visitors += is_new
        self.cost += arrival.cost or 0

    def view(self, arrival: Arrival, seen: Seen) -> None:
        if seen.is_offer:
            self.offer_views += 1
        else:
            self.lander_views += 1

    def click(self, arrival: Arrival, seen: Seen, number: int) -> None:
        if seen.is_offer:
            self.offer_clicks += 1
        else:
            self.lander_clicks += 1

    def leave(self, arrival: Arrival) -> None:
        self.sent_outside += 1

    def book(self, postback: Postback) -> None:
        kept = self.events if postback.event else self.booked
        key = postback.hit, postback.transaction, postback.event
        self.repeated += key in kept
        kept[key] = postback.revenue

    def summary(self) -> dict[str, Any]:
        """For people and programs; money as decimal strings."""
        counted = {name: value for name, value in vars(self).items() if name not in ("booked", "events", "pending")}
        return {
            **counted,
            "cost": f"{self.cost:f}",
            "refused": {str(status): count for status, count in sorted(self.refused.items())},
            "conversions": self.conversions,
            "custom_events": len(self.events),
            "revenue": f"{self.revenue:f}",
            "pending": len(self.pending),
        }
