"""What a traffic source sends to a funnel: how many visitors a day, who they are, what they cost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from .behaviour import Traits
from .chance import Luck, even, independent, pick, stream
from .profile import Audience, Profile, drawn
from .schedule import moment, on_weekday

Fields = Mapping[str, tuple[tuple[str, float], ...]]
"""Alias of a tracking field -> its values with their weights."""

_CENT_PARTS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Campaign:
    funnel: str
    """Ids of the funnel and of the traffic source."""
    source: str
    visits: float
    """On a mean day; those who come back are not counted."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Traits that all its visits share, such as `source` and `funnel` by name."""
    audience: Audience = field(default_factory=Audience)
    fields: Fields = field(default_factory=dict)
    on: Mapping[str, Fields] = field(default_factory=dict)
    """English weekday -> fields that have other weights on it."""
    unique: tuple[str, ...] = ()
    """Aliases that hold an id of the click, another for each visit."""
    cost: tuple[str, str] | None = None
    """The cheapest and the dearest visit; None where the link says no cost."""
    uncosted: frozenset[date] = frozenset()
    """Days on which the link says no cost."""
    returning: float = 0.0
    """Share of visitors who come a second time within a day."""
    referrer: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One visitor before the tracker sees them."""

    campaign: Campaign
    day: date
    at: int
    """Unix milliseconds."""
    profile: Profile
    fields: Mapping[str, str]
    cost: Decimal | None
    luck: Luck
    seed: str
    """Of everything else they do."""
    then: "Arrival | None" = None
    """Their next visit, if they come again."""

    @property
    def traits(self) -> Traits:
        return {
            **self.campaign.names,
            **self.fields,
            "country": self.profile.country,
            "device": self.profile.device,
            "weekday": _weekday(self.day),
        }


def arrivals(
    campaign: Campaign, day: date, seed: object, *, count: int | None = None, evenly: bool = False
) -> list[Arrival]:
    """Those of one UTC day, by time. The same seed and day give the same ones, whichever other days are asked for.

    `evenly`: luck is spread evenly over the visitors of all days, and of a day over those of each value of the first
    field; not thrown like dice.
    """
    random = stream(seed, day, campaign.funnel, campaign.source)
    if count is None:
        count = round(campaign.visits * on_weekday(day) * random.uniform(0.93, 1.07))
    fields = {**campaign.fields, **campaign.on.get(_weekday(day), {})}
    values = sorted(({alias: pick(random, one) for alias, one in fields.items()} for _ in range(count)), key=_first)
    lucks = _even(campaign, day, seed) if evenly else independent(random)
    return sorted(_made(campaign, day, seed, random, values, lucks), key=lambda one: (one.at, one.seed))


def _even(campaign: Campaign, day: date, seed: object) -> Iterator[Luck]:
    """Each day goes on about where the day before has ended."""
    return even(stream(seed, campaign.funnel, campaign.source), day.toordinal() * round(campaign.visits))


def _made(
    campaign: Campaign, day: date, seed: object, random: Random, values: list[dict[str, str]], lucks: Iterator[Luck]
) -> Iterator[Arrival]:
    for number, (fields, luck) in enumerate(zip(values, lucks, strict=False)):
        profile = drawn(campaign.audience, random)
        fields |= {alias: f"{random.getrandbits(64):016x}" for alias in campaign.unique}
        first = Arrival(
            campaign=campaign,
            day=day,
            at=moment(day, profile.country, random),
            profile=profile,
            fields=fields,
            cost=_cost(campaign, day, random),
            luck=luck,
            seed=f"{seed}|{day}|{campaign.funnel}|{campaign.source}|{number}",
        )
        comes_again = random.random() < campaign.returning and not profile.is_bot
        yield replace(first, then=_second(first, random)) if comes_again else first


def _cost(campaign: Campaign, day: date, random: Random) -> Decimal | None:
    if campaign.cost is None or day in campaign.uncosted:
        return None
    least, most = map(float, campaign.cost)
    return Decimal(random.uniform(least, most)).quantize(_CENT_PARTS)


def _second(arrival: Arrival, random: Random) -> Arrival:
    """The same visitor coming back within a day: another click on the same advertisement, with luck of its own."""
    at = arrival.at + random.randrange(600_000, 80_000_000)
    day = datetime.fromtimestamp(at / 1000, UTC).date()
    return replace(
        arrival,
        day=day,
        at=at,
        fields={**arrival.fields, **{alias: f"{random.getrandbits(64):016x}" for alias in arrival.campaign.unique}},
        cost=_cost(arrival.campaign, day, random),
        luck=next(independent(random)),
        seed=f"{arrival.seed}|again",
    )


def _first(fields: Mapping[str, str]) -> str:
    return next(iter(fields.values()), "")


def _weekday(day: date) -> str:
    return f"{day:%A}"
