"""What the network behind an offer does with a purchase: when it reports it, how often, and whether properly."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from urllib.parse import urlencode

_MEDIAN_MS = 22 * 60_000
_MOST_MS = 4 * 86_400_000


@dataclass(frozen=True, slots=True)
class Network:
    payout: Decimal = Decimal(0)
    """What the tracker books where a postback names no revenue: the payout of the offer."""
    revenue: str = ""
    """What postbacks name; empty for nothing."""
    repeats: float = 0.04
    """Share of purchases that are reported twice."""
    forgets: float = 0.0
    """Share that is never reported."""
    broken_since: date | None = None
    """From then on it sends the name of its own macro in place of the hit."""
    macro: str = "{subid}"

    @property
    def books(self) -> Decimal:
        return Decimal(self.revenue) if self.revenue else self.payout


@dataclass(frozen=True, slots=True)
class Postback:
    at: int
    """Unix milliseconds."""
    hit: str
    transaction: str
    revenue: Decimal
    """What the tracker should book."""
    target: str
    """Path and query of the request."""


def postbacks(network: Network, hit: str, at: int, day: date, random: Random) -> list[Postback]:
    """What it sends about a purchase made at `at` from an entrance on `day`, by time."""
    if random.random() < network.forgets:
        return []
    delay = min(int(random.lognormvariate(0, 1.3) * _MEDIAN_MS), _MOST_MS)
    is_broken = network.broken_since is not None and day >= network.broken_since
    transaction = f"tx{random.getrandbits(40):010x}"
    query = {"hit": network.macro if is_broken else hit, "tx": transaction}
    if network.revenue:
        query["rev"] = network.revenue
    times = [at + delay]
    if random.random() < network.repeats:
        times.append(at + delay + random.randrange(1_000, 3_600_000))
    return [
        Postback(one, "" if is_broken else hit, transaction, network.books, f"/pb/?{urlencode(query)}")
        for one in times
    ]
