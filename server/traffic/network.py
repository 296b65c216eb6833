"""What the network behind an offer does with a purchase: when it reports it, how often, and whether properly."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random
from urllib.parse import urlencode

_MEDIAN_MS = 22 * 60_000
_MOST_MS = 4 * 86_400_000


@dataclass(frozen=True, slots=True)
class Later:
    """What may come of a purchase, such as a second instalment: a custom event."""

    number: int
    """1 to 10."""
    chance: float
    revenue: str


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
    then: tuple[Later, ...] = ()
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
    event: int = 0
    """Number of the custom event; 0 for a conversion."""


def postbacks(network: Network, hit: str, at: int, day: date, random: Random) -> list[Postback]:
    """What it sends about a purchase made at `at` from an entrance on `day`, by time."""
    if random.random() < network.forgets:
        return []
    is_broken = network.broken_since is not None and day >= network.broken_since
    at += min(int(random.lognormvariate(0, 1.3) * _MEDIAN_MS), _MOST_MS)
    sent = [_sent(network, "" if is_broken else hit, at, f"tx{random.getrandbits(40):010x}")]
    if random.random() < network.repeats:
        sent.append(replace(sent[0], at=at + random.randrange(1_000, 3_600_000)))
    for later in network.then:
        if random.random() < later.chance:
            sent.append(_later(later, sent[0], sent[-1].at + random.randrange(1_000, _MOST_MS)))
    return sent


def _sent(network: Network, hit: str, at: int, transaction: str) -> Postback:
    query = {"hit": hit or network.macro, "tx": transaction}
    if network.revenue:
        query["rev"] = network.revenue
    return Postback(at, hit, transaction, network.books, f"/pb/?{urlencode(query)}")


def _later(later: Later, purchase: Postback, at: int) -> Postback:
    query = {"ce": later.number, "tx": purchase.transaction, "rev": later.revenue}
    target = f"{purchase.target.partition('&')[0]}&{urlencode(query)}"
    return replace(purchase, at=at, revenue=Decimal(later.revenue), target=target, event=later.number)
