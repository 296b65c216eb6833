"""Who visits, as the generator sends them and as the simulation expects them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from funnels.assets import Funnel, TrafficSource
from funnels.checks.visitors import Visitor
from funnels.simulation import Audience, Segment
from server.traffic import Arrival, Campaign, arrivals
from server.traffic import Audience as People
from server.traffic.chance import Luck, stream
from server.traffic.devices import KINDS

from .funnel import COUNTRIES, DEVICES, SECTIONS

LAST = date(2026, 11, 19)
DAYS = 10
_AGAIN = 0.05
_HOUR_MS = 3_600_000


def campaign(funnel: Funnel, source: TrafficSource) -> Campaign:
    return Campaign(
        funnel.id,
        source.id,
        0,
        names={"funnel": funnel.name},
        audience=People(COUNTRIES, DEVICES),
        fields={"section": SECTIONS},
        cost=("0.01", "0.99"),
    )


def coming(main: Funnel, mailed: Funnel, source: TrafficSource, count: int, seed: int) -> Iterator[Arrival]:
    """Some come to the second funnel later."""
    first, second = campaign(main, source), campaign(mailed, source)
    for number in range(DAYS):
        share = count * (number + 1) // DAYS - count * number // DAYS
        for one in arrivals(first, LAST - timedelta(days=number), seed, count=share):
            yield replace(one, then=_again(one, second)) if stream(one.seed, "mail").random() < _AGAIN else one


def person(arrival: Arrival) -> str:
    """The same for all visits of one visitor."""
    return arrival.seed.removesuffix("|mailed")


def _again(arrival: Arrival, campaign: Campaign) -> Arrival:
    luck = stream(arrival.seed, "mailed")
    return replace(
        arrival,
        campaign=campaign,
        at=arrival.at + _HOUR_MS,
        luck=Luck(luck.random(), luck.random()),
        seed=f"{arrival.seed}|mailed",
        then=None,
    )


def audience(source: TrafficSource) -> Audience:
    """The same people as weighted segments."""
    return Audience(
        tuple(
            Segment(
                country_weight * device_weight * section_weight,
                Visitor({"country": country, "device": kind, "os": system}, {"section": section}),
                source.id,
            )
            for (country, country_weight), (kind, system, device_weight), (section, section_weight) in product(
                COUNTRIES, _systems(), SECTIONS
            )
        )
    )


def is_apple(user_agent: str) -> bool:
    return "iPhone" in user_agent or "iPad" in user_agent


def _systems() -> Iterator[tuple[str, str, float]]:
    """Kind of device, its system, and the weight of both together."""
    for kind, weight in DEVICES:
        whole = sum(share for _, share in KINDS[kind])
        for device, share in KINDS[kind]:
            yield kind, "iOS" if is_apple(device.user_agent) else "other", weight * share / whole
